"""A group's certificates, below Wagtail's admin."""

from django.urls import path

from certificates import admin_views, names_views

app_name = "leerlijn_issuing"

urlpatterns = [
    path("groups/<int:pk>/names/", names_views.group_names, name="names"),
    path("groups/<int:pk>/names/<int:enrolment>.png", names_views.group_name_picture, name="name_picture"),
    path("groups/<int:pk>/<str:kind>/", admin_views.issuing, name="issuing"),
    path("groups/<int:pk>/<str:kind>/zip/", admin_views.download_all, name="zip"),
    path("groups/<int:pk>/<str:kind>/issue/", admin_views.issue_now, name="issue"),
    path("groups/<int:pk>/<str:kind>/design/", admin_views.choose_design, name="design"),
    path("<int:pk>/revoke/", admin_views.end, {"act": "revoke"}, name="revoke"),
    path("<int:pk>/reissue/", admin_views.end, {"act": "reissue"}, name="reissue"),
]
