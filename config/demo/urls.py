"""The demo's addresses: the doors stand before the start page, and everything else is the site's."""

from django.urls import include, path

from . import views

demo = [
    path("", views.start),
    path("demo/", views.doors, name="doors"),
    path("demo/aanbod/", views.catalogue, name="catalogue"),
    path("demo/in/<slug:door>/", views.enter, name="enter"),
    path("demo/mail/", views.mailbox, name="mailbox"),
    path("demo/mail/<slug:key>/", views.letter, name="letter"),
    path("demo/mail/<slug:key>/<int:number>/", views.attachment, name="attachment"),
]

urlpatterns = [
    path("", include((demo, "leerlijn_demo"))),
    path("", include("config.urls")),
]
