"""A group's doors and its paper for the hall, below Wagtail's admin."""

from django.urls import path

from courses.door import views

app_name = "leerlijn_door"

urlpatterns = [
    path("<int:pk>/", views.doors, name="doors"),
    path("<int:pk>/badges/", views.badges, name="badges"),
    path("<int:pk>/rooms/", views.rooms, name="rooms"),
    path("<int:pk>/rooms/<int:session>/", views.room, name="room"),
    path("<int:pk>/<int:door>/", views.door, name="door"),
    path("<int:pk>/<int:door>/qr.svg", views.door_picture, name="door_picture"),
    path("<int:pk>/<int:door>/withdraw/", views.withdraw, name="withdraw"),
]
