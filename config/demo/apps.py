from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The demo: data to look around in, three doors, and a mailbox. No models, and not installed in production."""

    name = "config.demo"
    label = "leerlijn_demo"
    verbose_name = _("demo")
