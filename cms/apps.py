from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "leerlijn_cms"
    verbose_name = _("Curricula")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import receivers  # noqa: F401
        from cms.library import changed
        from cms.library.using import tools_for
        from cms.together import reviewing
        from cms.together.sharing import partners_action
        from courses.slots import registry

        registry.register(registry.TOOLS, tools_for)
        registry.register(registry.EDITION_ACTION, partners_action, order=95)
        registry.register(registry.NEEDS_YOU, reviewing.to_review, order=15)
        registry.register(registry.NEEDS_YOU, reviewing.came_back, order=16)
        registry.register(registry.NEEDS_YOU, changed.dossiers_changed, order=85)
