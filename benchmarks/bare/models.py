from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    body = RichTextField()
    template = "bare/page.html"
