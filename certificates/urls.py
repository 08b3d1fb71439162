from django.urls import path, re_path

from certificates import holder_views, names_views, views

app_name = "leerlijn_certificates"
urlpatterns = [
    # Typed from paper, so small letters and a slash at the end are as good.
    re_path(r"^[Vv]/?$", views.VerifyFormView.as_view(), name="verify_form"),
    re_path(r"^[Vv]/(?P<code>[^/]+)\.json$", views.VerifyJsonView.as_view(), name="verify_json"),
    re_path(r"^[Vv]/(?P<code>[^/]+)/?$", views.VerifyView.as_view(), name="verify"),
    path("certificates/", views.MineView.as_view(), name="mine"),
    path("certificates/<int:pk>/pdf", views.DownloadView.as_view(), name="download"),
    path("certificates/p/<str:code>/<int:pk>/pdf", views.own_download, name="own_download"),
    path("certificates/name", names_views.confirm_own_name, name="confirm_name"),
    path("certificates/name.png", names_views.own_name_picture, name="name_picture"),
    path("certificates/p/<str:code>/name", names_views.confirm_name_by_link, name="confirm_name_by_link"),
    path("certificates/p/<str:code>/name.png", names_views.name_picture_by_link, name="name_picture_by_link"),
    path("certificates/<int:pk>/name", holder_views.choose_whether_name_shows, name="show_name"),
    path("certificates/title/<int:enrolment>", holder_views.choose_own_title, name="choose_title"),
    path("certificates/spelling", views.SpellingView.as_view(), name="spelling"),
]
