from django.apps import AppConfig


class BareConfig(AppConfig):
    """The measure: a Wagtail page that does nothing but show its text in the site's base template."""

    name = "benchmarks.bare"
    label = "bare"
    default_auto_field = "django.db.models.BigAutoField"
