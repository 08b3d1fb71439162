"""What is decided on a group's page about completing, below Wagtail's admin."""

from django.urls import path

from courses.completion import desk, versions

app_name = "leerlijn_completion"

urlpatterns = [
    path("<int:pk>/confirm/", desk.confirm, name="confirm"),
    path("<int:pk>/<int:enrolment>/complete/", desk.decide, {"act": "complete"}, name="complete"),
    path("<int:pk>/<int:enrolment>/take-back/", desk.decide, {"act": "take_back"}, name="take_back"),
    path("<int:pk>/newer-version/", versions.newer_version, name="newer_version"),
    path("<int:pk>/newer-version/look/", versions.look_at_version, name="look_at_version"),
    path("<int:pk>/newer-version/look/<str:key>/", versions.look_at_unit, name="look_at_unit"),
]
