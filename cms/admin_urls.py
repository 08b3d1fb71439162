"""An author's pages about a programme, below Wagtail's admin."""

from django.urls import path

from cms import underway

app_name = "leerlijn_programmes"

urlpatterns = [
    path("<int:page>/groups/", underway.groups, name="groups"),
    path("<int:page>/effect/", underway.effect, name="effect"),
]
