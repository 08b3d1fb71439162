"""A project's indicators below Wagtail's admin."""

from django.urls import path

from courses.reporting.indicators import behind, paper_views, views

app_name = "leerlijn_indicators"

urlpatterns = [
    path("answers/<int:person>/", paper_views.paper_answers, name="paper_answers"),
    path("<int:pk>/", views.index, name="index"),
    path("<int:pk>/add/", views.add, name="add"),
    path("<int:pk>/add/<slug:key>/", views.from_preset, name="from_preset"),
    path("<int:pk>/new/", views.new, name="new"),
    path("<int:pk>/sentence/", views.sentence, name="sentence"),
    path("<int:pk>/<int:indicator>/", views.indicator, name="indicator"),
    path("<int:pk>/<int:indicator>/recipe/", views.recipe, name="recipe"),
    path("<int:pk>/<int:indicator>/target/", views.target, name="target"),
    path("<int:pk>/<int:indicator>/members/", behind.members, name="members"),
    path("<int:pk>/<int:indicator>/<slug:verb>/", views.act, name="act"),
]
