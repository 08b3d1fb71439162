"""A project's figures below Wagtail's admin; all of it is read only, so every address answers GET."""

from django.urls import path

from courses.reporting import views

app_name = "leerlijn_reporting"

urlpatterns = [
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/file.<str:kind>", views.download, name="download"),
    path("<int:pk>/<slug:name>/", views.members, name="members"),
]
