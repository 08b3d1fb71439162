from allauth.account import urls as allauth_urls
from django.urls import include, path
from django.views.generic import RedirectView

from config.accounts import languages, views

urlpatterns = [
    path("language/", languages.choose_language, name="choose_language"),
    path("account/", views.account_settings, name="account_settings"),
    path("account/workplace/", views.workplace_login, name="workplace_login"),
    path("account/", include(allauth_urls)),
    # Wagtail has a login and a forgotten password of its own; here there is one door.
    path("admin/login/", views.workplace_login),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
]
