from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """Labelled `courses`, as a host's own app may be; and it has a model named like one of ours."""

    name = "lessons"
    label = "courses"
    default_auto_field = "django.db.models.BigAutoField"
