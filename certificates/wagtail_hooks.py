"""What the plugin adds to Wagtail's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from certificates.admin import CertificateAdmin
from certificates.design_admin import AwardViewSet, DesignViewSet

LOG_ACTIONS = {
    "leerlijn_certificates.issue": (_("Issued"), _("Issued the certificate")),
    "leerlijn_certificates.revoke": (_("Revoked"), _("Revoked the certificate")),
    "leerlijn_certificates.replace": (_("Replaced"), _("Replaced the certificate by another one")),
    "leerlijn_certificates.check_name": (_("Name checked"), _("Said that the name is right as it is printed")),
    "leerlijn_certificates.show_name": (_("Name shown"), _("Chose whether the public page shows the whole name")),
    "leerlijn_certificates.spelling": (_("Spelling"), _("Changed the spelling for the certificate")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)


modeladmin_register(CertificateAdmin)
register_snippet(DesignViewSet)
register_snippet(AwardViewSet)


@hooks.register("register_admin_urls")
def register_issuing_urls():
    return [path("leerlijn/certificates/", include("certificates.admin_urls"))]
