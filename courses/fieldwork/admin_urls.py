"""Information activities below Wagtail's admin."""

from django.urls import path

from courses.fieldwork import desk

app_name = "leerlijn_fieldwork"

urlpatterns = [
    path("", desk.index, name="index"),
    path("export/", desk.export, name="export"),
    path("to-look-at/", desk.doubts, name="doubts"),
    path("to-look-at/<int:pk>/", desk.decide, name="decide"),
    path("answers/<int:pk>/", desk.settle_answer, name="settle"),
    path("<int:pk>/", desk.correct, name="correct"),
]
