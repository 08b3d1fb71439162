from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "config.accounts"
    label = "leerlijn_accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from config.accounts import receivers  # noqa: F401


class SiteUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with forms that fit accounts without a username."""

    user_viewset = "config.accounts.viewsets.SiteUserViewSet"
