"""What a group asks of who registers, and what came of it, below Wagtail's admin."""

from django.urls import path

from courses.registering import desk

app_name = "leerlijn_registering"

urlpatterns = [
    path("<int:pk>/questions/", desk.questions, name="questions"),
    path("<int:pk>/questions/add/", desk.add_question, name="add_question"),
    path("<int:pk>/questions/<int:question>/", desk.change_question, name="change_question"),
    path("<int:pk>/questions/<int:question>/remove/", desk.drop_question, name="drop_question"),
    path("<int:pk>/registrations/", desk.registrations, name="registrations"),
    path("<int:pk>/needs/", desk.needs, name="needs"),
    path("<int:pk>/needs/file/", desk.needs_file, name="needs_file"),
]
