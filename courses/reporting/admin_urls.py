"""A project's figures below Wagtail's admin; all of it is read only, so every address answers GET."""

from django.urls import path

from courses.reporting import views
from courses.reporting.disclosure import views as disclosure

app_name = "leerlijn_reporting"

urlpatterns = [
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/file.<str:kind>", views.download, name="download"),
    path("<int:pk>/publication/", disclosure.publication, name="publication"),
    path("<int:pk>/publication/file.<str:kind>", disclosure.publication_file, name="publication_file"),
    path("<int:pk>/<slug:name>/", views.members, name="members"),
]
