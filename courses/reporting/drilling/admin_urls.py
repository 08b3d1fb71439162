"""From rows to facts and evidence, and the links for auditors, below Wagtail's admin."""

from django.urls import path

from courses.reporting.drilling import views

app_name = "leerlijn_drilling"

urlpatterns = [
    path("<int:pk>/person/<int:person>/", views.person, name="person"),
    path("<int:pk>/meeting/<int:session>/", views.meeting, name="meeting"),
    path("<int:pk>/signature/<int:signature>/", views.signature, name="signature"),
    path("<int:pk>/scan/<int:scan>/", views.scan, name="scan"),
    path("<int:pk>/scan/<int:scan>/release/", views.release, name="release"),
    path("<int:pk>/scan/<int:scan>/stop-release/", views.stop_release, name="stop_release"),
    path("<int:pk>/auditors/", views.audits, name="audits"),
    path("<int:pk>/auditors/<int:audit>/", views.audit, name="audit"),
    path("<int:pk>/auditors/<int:audit>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/auditors/<int:audit>/names/", views.show_names, name="show_names"),
]
