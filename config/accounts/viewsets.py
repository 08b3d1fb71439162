from wagtail.users.views.users import UserViewSet

from config.accounts.forms import SiteUserCreationForm, SiteUserEditForm


class SiteUserViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[SiteUserCreationForm] | type[SiteUserEditForm]:
        return SiteUserEditForm if for_update else SiteUserCreationForm
