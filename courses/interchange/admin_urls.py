"""Files in and out, below Wagtail's admin."""

from django.urls import path

from courses.interchange import views

app_name = "leerlijn_interchange"

urlpatterns = [
    path("groups/<int:pk>/", views.enrol_file, name="enrol_file"),
    path("groups/<int:pk>/<uuid:key>/", views.enrol_preview, name="enrol_preview"),
    path("groups/<int:pk>/<uuid:key>/discard/", views.enrol_discard, name="enrol_discard"),
    path("participation/", views.bring_in, name="bring_in"),
    path("participation/<uuid:key>/", views.preview, name="preview"),
    path("participation/<uuid:key>/discard/", views.discard, name="discard"),
    path("projects/<int:pk>/", views.take_out, name="take_out"),
]
