"""Pages about persons below Wagtail's admin."""

from django.urls import path

from courses.people import linking_views

app_name = "leerlijn_people"

urlpatterns = [
    path("link/<int:pk>/", linking_views.link, name="link"),
]
