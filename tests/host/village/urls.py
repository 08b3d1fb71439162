from django.contrib.auth.views import LoginView
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("inloggen/", LoginView.as_view(), name="village_login"),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("leren/", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include(wagtail_urls)),
]
