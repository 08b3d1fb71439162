from django.apps import AppConfig
from django.core.checks import register as register_check
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "leerlijn_certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from certificates import erasing, joining, names_views, panels, queueing, receivers  # noqa: F401
        from certificates.signing import check_signing
        from courses.jobs import registry as jobs
        from courses.people.erasing import registry as forgetting
        from courses.slots import registry

        register_check(check_signing)
        forgetting.register(erasing, order=forgetting.PROOFS)
        jobs.register(queueing.ISSUE, queueing.issue_by_job, title=queueing.title, may_see=queueing.may_see)

        registry.register(registry.JOINING, joining.certificates, order=40)
        registry.register(registry.MY_LINE, panels.my_line, order=50)
        registry.register(registry.ENROLMENT, panels.enrolment_panel, order=50)
        # Once there is something to keep, that is what people come for.
        registry.register(registry.OWN_PAGE, panels.own_page, order=5)
        registry.register(registry.OWN_PAGE, names_views.name_section, order=60)
        registry.register(registry.EDITION_PANEL, panels.edition_panel, order=50)
        registry.register(registry.NEEDS_YOU, panels.completions_without, order=50)
        registry.register(registry.NEEDS_YOU, panels.certificates_without_ground, order=40)
