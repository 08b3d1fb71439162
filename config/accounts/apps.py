from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "config.accounts"
    label = "leerlijn_accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from config.accounts import erasing, receivers  # noqa: F401
        from courses.people.erasing import registry as forgetting

        forgetting.register(erasing, order=forgetting.TRACES)


class SiteUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with forms that fit accounts without a username."""

    user_viewset = "config.accounts.viewsets.SiteUserViewSet"
