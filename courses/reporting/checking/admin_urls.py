"""What should be looked at before reporting, below Wagtail's admin."""

from django.urls import path

from courses.reporting.checking import views

app_name = "leerlijn_checking"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/accepted/<int:accepted>/take-back/", views.take_back, name="take_back"),
]
