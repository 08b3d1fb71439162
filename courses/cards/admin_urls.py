"""Printing and stopping cards, below Wagtail's admin."""

from django.urls import path

from courses.cards import printing_views as views

app_name = "leerlijn_cards"

urlpatterns = [
    path("persons/<int:person>/print/", views.print_one, name="print"),
    path("persons/<int:person>/replace/", views.replace, name="replace"),
    path("persons/<int:person>/stop/", views.stop, name="stop"),
    path("groups/<int:pk>/", views.group, name="group"),
]
