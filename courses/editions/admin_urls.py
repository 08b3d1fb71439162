"""A group's pages below Wagtail's admin."""

from django.urls import path

from courses.editions import attendance, erasing_views, views
from courses.editions.places import desk as seats
from courses.editions.rounds import desk as rounds_desk

app_name = "leerlijn_editions"

urlpatterns = [
    path("erase/<int:pk>/", erasing_views.erase, name="erase_person"),
    path("start/<int:page>/", views.start, name="start"),
    path("<int:pk>/", views.edition, name="edition"),
    path("<int:pk>/enrol/", views.enrol_person, name="enrol"),
    *(
        path(f"<int:pk>/enrolments/<int:enrolment>/{act}/", seats.change_enrolment, {"act": act}, name=act)
        for act in seats.ACTS
    ),
    path("<int:pk>/enrolments/<int:enrolment>/substitute/", seats.pass_on, name="substitute"),
    path("<int:pk>/sessions/add/", views.add_session, name="add_session"),
    path("<int:pk>/sessions/<int:session>/", views.edit_session, name="edit_session"),
    path("<int:pk>/sessions/<int:session>/remove/", views.remove_session, name="remove_session"),
    path("<int:pk>/sessions/<int:session>/attendance/", attendance.attendance, name="attendance"),
    path("<int:pk>/sessions/<int:session>/split/", rounds_desk.split, name="split_session"),
    path("<int:pk>/rounds/add/", rounds_desk.add_round, name="add_round"),
    path("<int:pk>/rounds/<int:round>/", rounds_desk.edit_round, name="edit_round"),
    path("<int:pk>/rounds/<int:round>/remove/", rounds_desk.drop_round, name="remove_round"),
    path("<int:pk>/choices/", rounds_desk.choices, name="choices"),
    path("<int:pk>/choices/<int:enrolment>/", rounds_desk.choose_for, name="choose_for"),
    path("<int:pk>/invite-to-choose/", rounds_desk.invite, name="invite_to_choose"),
    path("<int:pk>/documents/add/", views.add_document, name="add_document"),
    path("<int:pk>/documents/<int:document>/", views.document, name="document"),
    path("<int:pk>/documents/<int:document>/remove/", views.remove_document, name="remove_document"),
]
