"""A project's reports below Wagtail's admin."""

from django.urls import path

from courses.reporting.freezing import views

app_name = "leerlijn_freezing"

urlpatterns = [
    path("project/<int:grant>/", views.reports, name="reports"),
    path("project/<int:grant>/new/", views.new, name="new"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/waiting/", views.waiting, name="waiting"),
    path("<int:pk>/rows/<slug:name>/", views.rows, name="rows"),
    path("<int:pk>/file.<str:kind>", views.download, name="download"),
    path("<int:pk>/sign/<int:organisation>/", views.sign, name="sign"),
    path("<int:pk>/return/", views.give_back, name="give_back"),
    path("<int:pk>/replace/", views.replace, name="replace"),
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/step/<slug:name>/", views.step, name="step"),
]
