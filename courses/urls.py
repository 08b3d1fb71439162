"""The pages of the plugin, included by a site under a prefix of its choice."""

from django.urls import path

from courses import reading_aids
from courses.cards import views as cards
from courses.door import helping as door
from courses.fieldwork import host_views
from courses.fieldwork import views as fieldwork
from courses.giving import views as giving
from courses.jobs import views as jobs
from courses.mine import by_link, enrolling, line, own_data, programme, unit
from courses.network import views as network
from courses.paper import views as paper
from courses.people import views as people
from courses.phone import views as phone
from courses.registering import views as registering
from courses.reporting.drilling import audit_views
from courses.reporting.freezing import public_views as reports
from courses.reporting.indicators import asking_views as asking
from courses.telling import feeds

app_name = "leerlijn_courses"

urlpatterns = [
    path("my-details/", people.my_details, name="my_details"),
    path("my-details/data/", own_data.my_data, name="my_data"),
    path("my-details/data/copy/", own_data.my_copy, name="my_copy"),
    path("reading-aids/", reading_aids.choose, name="reading_aids"),
    path("enrol/<int:edition>/", enrolling.enrol, name="enrol"),
    path("register/<int:edition>/", registering.register, name="register"),
    path("register/<int:edition>/sent/", registering.sent, name="register_sent"),
    path("registration/<str:code>/", registering.registration, name="registration"),
    path("application/<str:code>/", network.application, name="application"),
    path("line/", line.my_line, name="my_line"),
    path("line/documents/<int:pk>/", line.document, name="document"),
    path("line/<int:pk>/", line.enrolment, name="enrolment"),
    path("line/<int:pk>/leave/", line.leave, name="leave"),
    path("line/<int:pk>/programme/", programme.programme, name="programme"),
    path("line/<int:pk>/calendar.ics", feeds.enrolment_calendar, name="enrolment_calendar"),
    path("line/<int:pk>/questions/", asking.questions, name="questions"),
    path("line/<int:pk>/<str:key>/", unit.unit, name="unit"),
    path("p/<str:code>/", by_link.own_page, name="own_page"),
    path("p/<str:code>/accept/", by_link.answer, {"act": "accept"}, name="own_accept"),
    path("p/<str:code>/decline/", by_link.answer, {"act": "decline"}, name="own_decline"),
    path("p/<str:code>/programme/", programme.own_programme, name="own_programme"),
    path("p/<str:code>/substitute/", by_link.send_somebody, name="own_substitute"),
    path("p/<str:code>/cancel/", by_link.cancel, name="own_cancel"),
    path("p/<str:code>/data/", own_data.own_data, name="own_data"),
    path("p/<str:code>/questions/", asking.own_questions, name="own_questions"),
    path("card/", cards.type_code, name="card_code"),
    path("card/<str:code>/", cards.card, name="card"),
    path("p/<str:code>/calendar.ics", feeds.own_calendar, name="own_calendar"),
    path("p/<str:code>/calendar/address/", feeds.own_address, name="own_address"),
    path("calendar/address/", feeds.my_address, name="calendar_address"),
    path("calendar/<str:code>.ics", feeds.feed, name="feed"),
    path("sheet/<str:code>/", paper.sheet_by_code, name="sheet"),
    path("d/<str:code>/", door.door_link, name="door_link"),
    path("door/", door.door, name="door"),
    path("door/find/", door.door_find, name="door_find"),
    path("door/code/", door.door_code, name="door_code"),
    path("door/walk-in/", door.door_walk_in, name="door_walk_in"),
    path("door/unnamed/", door.door_unnamed, name="door_unnamed"),
    path("door/leave/", door.door_leave, name="door_leave"),
    path("door/<int:enrolment>/check-in/", door.door_check_in, name="door_check_in"),
    path("door/<int:enrolment>/undo/", door.door_undo, name="door_undo"),
    path("t/<str:code>/", door.ticket, name="ticket"),
    path("t/<str:code>/qr.svg", door.ticket_picture, name="ticket_picture"),
    path("today/", phone.today, name="today"),
    path("today/worker.js", phone.worker, name="phone_worker"),
    path("today/<int:pk>/", phone.meeting, name="meeting"),
    path("today/<int:pk>/marks/", phone.marks, name="meeting_marks"),
    path("today/<int:pk>/new/", phone.somebody_new, name="meeting_new"),
    path("today/<int:pk>/notes/", phone.notes, name="meeting_notes"),
    path("today/<int:pk>/<int:enrolment>/", phone.one_person, name="meeting_person"),
    path("giving/<int:pk>/", giving.to_give, name="to_give"),
    path("giving/<int:pk>/meeting/<int:session>/", giving.run_sheet, name="run_sheet"),
    path("giving/<int:pk>/meeting/<int:session>/tools/", giving.tools_used, name="tools_used"),
    path("giving/<int:pk>/plan/<str:key>/", giving.undated_run_sheet, name="undated_run_sheet"),
    path("giving/<int:pk>/guide/<str:key>/", giving.guide, name="guide"),
    path("jobs/<int:pk>/", jobs.progress, name="job"),
    path("jobs/<int:pk>/file/", jobs.result, name="job_result"),
    path("jobs/<int:pk>/stop/", jobs.stop, name="job_stop"),
    path("field/", fieldwork.field, name="field"),
    path("field/person/", fieldwork.add_person, name="field_person"),
    path("field/people/", fieldwork.people, name="field_people"),
    path("field/people/<int:pk>/", fieldwork.consent, name="field_consent"),
    path("field/activity/", fieldwork.report_activity, name="field_activity"),
    path("field/activity/<int:pk>/", fieldwork.logged, name="field_logged"),
    path("field/activity/<int:pk>/photo/", fieldwork.photo, name="field_photo"),
    path("audit/<str:code>/", audit_views.audit, name="audit"),
    path("audit/<str:code>/numbers.txt", audit_views.keys, name="audit_keys"),
    path("audit/<str:code>/<int:signature>.jpg", audit_views.picture, name="audit_picture"),
    path("report/", reports.check_form, name="check_report_form"),
    path("report/<str:hash>/", reports.check, name="check_report"),
    path("host/<str:code>/", host_views.host, name="host"),
]
