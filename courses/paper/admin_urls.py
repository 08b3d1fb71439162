"""Sign-in sheets and their photos, below Wagtail's admin."""

from django.urls import path

from courses.paper import views

app_name = "leerlijn_paper"

urlpatterns = [
    path("send/", views.send_any, name="send_any"),
    path("<int:pk>/<int:session>/", views.meeting, name="meeting"),
    path("<int:pk>/<int:session>/print/", views.print_list, name="print"),
    path("<int:pk>/<int:session>/send/", views.send, name="send"),
    path("sheets/<int:sheet>/", views.sheet_pdf, name="sheet_pdf"),
    path("scans/<int:scan>/", views.scan, name="scan"),
    path("scans/<int:scan>/picture/", views.picture, name="picture"),
    path("scans/<int:scan>/which/", views.which, name="which"),
    path("scans/<int:scan>/take-back/", views.undo, name="take_back"),
    path("scans/<int:scan>/throw-away/", views.discard, name="throw_away"),
]
