"""The mails of a group below Wagtail's admin."""

from django.urls import path

from courses.telling import views

app_name = "leerlijn_telling"

urlpatterns = [
    path("<int:pk>/mails/", views.mails, name="mails"),
    path("<int:pk>/mails/tell/", views.tell, name="tell"),
    path("<int:pk>/mails/sent/<int:notice>/again/", views.again, name="again"),
    path("<int:pk>/mails/sent/<int:notice>/called/", views.called, name="called"),
    path("<int:pk>/mails/<slug:kind>/<slug:language>/", views.text, name="text"),
    path("<int:pk>/mails/<slug:kind>/<slug:language>/preview/", views.preview, name="preview"),
    path("<int:pk>/mails/<slug:kind>/<slug:language>/test/", views.test, name="test"),
]
