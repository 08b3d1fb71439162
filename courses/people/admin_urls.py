"""Pages about persons below Wagtail's admin."""

from django.urls import path

from courses.people import asking_erasure_views, linking_views
from courses.people.doubles import views as doubles

app_name = "leerlijn_people"

urlpatterns = [
    path("doubles/", doubles.index, name="doubles"),
    path("doubles/joined/", doubles.joined, name="joined_doubles"),
    path("doubles/joined/<int:pk>/", doubles.take_apart, name="take_apart"),
    path("doubles/linkers/", doubles.linkers, name="linkers"),
    path("doubles/<int:pk>/", doubles.double, name="double"),
    path("doubles/<int:pk>/join/", doubles.join_them, name="join"),
    path("doubles/<int:pk>/again/", doubles.again, name="look_again"),
    path("erasure/<int:pk>/", asking_erasure_views.settle_erasure, name="settle_erasure"),
    path("link/<int:pk>/", linking_views.link, name="link"),
]
