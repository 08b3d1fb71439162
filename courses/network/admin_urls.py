"""Pages about networks below Wagtail's admin."""

from django.urls import path

from courses.network import desk

app_name = "leerlijn_network"

urlpatterns = [
    path("", desk.index, name="index"),
    path("<int:pk>/", desk.application, name="application"),
    path("leave/<int:pk>/", desk.leave, name="leave"),
]
