from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import pages
from config.media import media

urlpatterns = [
    path("", include("config.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media, name="media"),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    re_path(wagtail_urls.serve_pattern, pages.serve),
    path("", include(wagtail_urls)),
]
