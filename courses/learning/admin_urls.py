"""A group's tests, below Wagtail's admin."""

from django.urls import path

from courses.learning import views

app_name = "leerlijn_learning"

urlpatterns = [
    path("<int:pk>/", views.results, name="results"),
    path("<int:pk>/results.csv", views.results_file, name="results_file"),
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/people/<int:enrolment>/time/", views.extra_time, name="extra_time"),
    path("<int:pk>/people/<int:enrolment>/late/<int:sitting>/", views.let_count, name="count_late"),
]
