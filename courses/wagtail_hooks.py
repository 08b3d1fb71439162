"""What the plugin adds to Wagtail's admin; each room registers its own screens in its `hooks.py`."""

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail_modeladmin.options import modeladmin_register

from courses.completion.admin import CompletionAdmin
from courses.editions.access import uses_editions
from courses.editions.admin import EditionAdmin, EnrolmentAdmin
from courses.grants.admin import FunderAdmin, GrantAdmin
from courses.people.admin import AssignmentAdmin, OrganisationAdmin, PersonAdmin
from courses.people.doubles.desk import links_only
from courses.slots import registry

LOG_ACTIONS = {
    "leerlijn.record_person": (_("Recorded"), _("Recorded the person")),
    "leerlijn.change_person": (_("Changed"), _("Changed the person's data")),
    "leerlijn.decide_pair": (_("Decided"), _("Decided whether two records are one person")),
    "leerlijn.join_person": (_("Joined"), _("Recorded that this person was written down twice")),
    "leerlijn.split_person": (_("Taken apart"), _("Recorded that this person was not written down twice")),
    "leerlijn.link_account": (_("Linked"), _("Linked the person to an account")),
    "leerlijn.admit": (_("Takes part"), _("Let the organisation take part")),
    "leerlijn.leave_network": (_("Left"), _("Ended the organisation's taking part")),
    "leerlijn.decide_application": (_("Answered"), _("Answered the question of who asked")),
    "leerlijn.enrol": (_("Enrolled"), _("Enrolled")),
    "leerlijn.withdraw": (_("Stopped"), _("Ended the enrolment")),
    "leerlijn.cancel": (_("Cancelled"), _("Gave up their own place")),
    "leerlijn.offer": (_("Offered"), _("Was offered a place")),
    "leerlijn.accept_offer": (_("Accepted"), _("Took the offered place")),
    "leerlijn.expire_offer": (_("Not answered"), _("Let the offered place pass")),
    "leerlijn.withdraw_offer": (_("Offer withdrawn"), _("The offered place was no longer there")),
    "leerlijn.back_in_line": (_("In line again"), _("Answered too late, and is in line again")),
    "leerlijn.hand_over": (_("Seat passed on"), _("Passed the seat on to a substitute")),
    "leerlijn.substitute": (_("Substitute"), _("Came in as a substitute")),
    "leerlijn.place": (_("Placed"), _("Gave a place")),
    "leerlijn.start_edition": (_("Started"), _("Started the group")),
    "leerlijn.take_over": (_("Newer version"), _("Let the group go on with a newer version of its programme")),
    "leerlijn.plan": (_("Planned"), _("Planned the meeting")),
    "leerlijn.mark": (_("Attendance"), _("Marked attendance")),
    "leerlijn.headcount": (_("Head count"), _("Recorded the head count")),
    "leerlijn.unnamed": (_("Without a name"), _("Counted people without a name")),
    "leerlijn.cancel_session": (_("Taken off the plan"), _("Took the meeting off the plan")),
    "leerlijn.plan_round": (_("Planned"), _("Planned the round")),
    "leerlijn.remove_round": (_("Taken off the plan"), _("Took the round off the plan")),
    "leerlijn.choose": (_("Chosen"), _("Changed what was chosen")),
    "leerlijn.move_up": (_("Moved up"), _("A place went to who was waiting for it")),
    "leerlijn.wait_for": (_("Waiting"), _("Waits for a breakout that is full")),
    "leerlijn.stop_waiting": (_("Waiting ended"), _("Waits for a breakout no longer")),
    "leerlijn.fix_minutes": (_("Minutes"), _("Fixed the net minutes")),
    "leerlijn.split_session": (_("Split"), _("Split the meeting")),
    "leerlijn.print_sheet": (_("Sign-in sheet"), _("Made a sign-in sheet")),
    "leerlijn.keep_scan": (_("Picture sent"), _("Sent a picture of a sign-in sheet")),
    "leerlijn.name_scan": (_("List named"), _("Said which list a picture shows")),
    "leerlijn.throw_scan_away": (_("Thrown away"), _("Threw a picture away")),
    "leerlijn.confirm_scan": (_("Signatures"), _("Confirmed the signatures on a list")),
    "leerlijn.take_scan_back": (_("Signatures undone"), _("Took the confirmation of a list back")),
    "leerlijn.change_text": (_("Mail text"), _("Changed a mail text of the group")),
    "leerlijn.set_reminders": (_("Reminders"), _("Set the reminders")),
    "leerlijn.send_again": (_("Sent again"), _("Sent a mail once more")),
    "leerlijn.called": (_("Called"), _("Told somebody by telephone")),
    "leerlijn.tell_changes": (_("Changes told"), _("Decided whether the group hears of changes")),
    "leerlijn.make_door": (_("Door made"), _("Made a door for helpers")),
    "leerlijn.withdraw_door": (_("Door closed"), _("Withdrew a door's link")),
    "leerlijn.walk_in": (_("Walked in"), _("Was added at the door")),
    "leerlijn.print_card": (_("Card"), _("Printed the card")),
    "leerlijn.replace_card": (_("Card replaced"), _("Replaced the card")),
    "leerlijn.stop_card": (_("Card stopped"), _("Stopped the card")),
    "leerlijn.assign": (_("Assigned"), _("Let an account work for an organisation")),
    "leerlijn.unassign": (_("Assignment ended"), _("Ended an assignment")),
    "leerlijn.share": (_("Works together"), _("Let an organisation work on the programme")),
    "leerlijn.unshare": (_("Ended"), _("Ended what an organisation does for the programme")),
    "leerlijn.set_logo": (_("Logo"), _("Changed the logo of the organisation")),
    "leerlijn.ask": (_("Questions"), _("Changed what is asked at registration")),
    "leerlijn.freeze_report": (_("Frozen"), _("Froze the figures of a report")),
    "leerlijn.decide_report": (_("Report"), _("Took a step with a report")),
    "leerlijn.forget_members": (_("Rows emptied"), _("Emptied rows of a report, as persons were erased")),
    "leerlijn.import": (_("Brought in"), _("Brought in from another system")),
    "leerlijn.keep_project": (_("Project"), _("Wrote down the project")),
    "leerlijn.ask_erasure": (_("Erasure asked"), _("Asked to be erased")),
    "leerlijn.settle_erasure": (_("Erasure answered"), _("Answered the request to be erased otherwise")),
    "leerlijn.answer": (_("Questions answered"), _("Answered questions about their background")),
    "leerlijn.add_indicator": (_("Indicator added"), _("Added the indicator as a draft")),
    "leerlijn.change_indicator": (_("Counts otherwise"), _("Changed how the indicator counts")),
    "leerlijn.set_target": (_("Target"), _("Changed the target, the baseline or the name")),
    "leerlijn.activate_indicator": (_("In use"), _("Took the indicator into use")),
    "leerlijn.end_indicator": (_("Ended"), _("Ended the indicator")),
    "leerlijn.remove_indicator": (_("Removed"), _("Removed the draft of an indicator")),
    "leerlijn.pin": (_("New version"), _("Pinned a new version")),
    "leerlijn.confirm_unit": (_("Confirmed"), _("Confirmed a part as done")),
    "leerlijn.unconfirm_unit": (_("Confirmation undone"), _("Took a confirmation back")),
    "leerlijn.test_time": (_("Time at tests"), _("Changed how much time there is for tests")),
    "leerlijn.count_late": (_("Counts"), _("Let what was handed in late count")),
    "leerlijn.complete": (_("Completed"), _("Recorded a completion")),
    "leerlijn.consent": (_("Consent"), _("Recorded what the person said to being written down")),
    "leerlijn.change_activity": (_("Changed"), _("Corrected the information activity")),
    "leerlijn.host_answer": (_("Answered"), _("The partner who received it answered")),
    "leerlijn.settle_host": (_("Settled"), _("Dealt with what the partner answered")),
    "leerlijn.set_aside": (_("Set aside"), _("Lets this activity count within another record of it")),
    "leerlijn.take_apart": (_("Taken apart"), _("Lets this activity count by itself again")),
    "leerlijn.decide_double": (_("Decided"), _("Decided whether two activities are the same")),
    "leerlijn.release_names": (_("List shown"), _("Let the lead of a project see a whole signed list")),
    "leerlijn.end_release": (_("List hidden"), _("Lets a project see single rows of a signed list again")),
    "leerlijn.make_audit": (_("Auditor"), _("Made a link for an auditor")),
    "leerlijn.withdraw_audit": (_("Auditor out"), _("Withdrew an auditor's link")),
    "leerlijn.release_audit_names": (_("Names shown"), _("Showed names to an auditor")),
    "leerlijn.accept_doubt": (_("Looked at"), _("Said that something is right as it is")),
    "leerlijn.reopen_doubt": (_("Look again"), _("Put something on the list of what to look at again")),
    "leerlijn.erase_person": (_("Erased"), _("Erased the person")),
    "leerlijn.take_back": (_("Taken back"), _("Took a completion back")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)


for admin in (
    EditionAdmin,
    PersonAdmin,
    OrganisationAdmin,
    GrantAdmin,
    AssignmentAdmin,
    EnrolmentAdmin,
    CompletionAdmin,
    FunderAdmin,
):
    modeladmin_register(admin)


@hooks.register("register_admin_urls")
def register_edition_urls():
    return [path("leerlijn/groups/", include("courses.editions.admin_urls"))]


@hooks.register("register_admin_urls")
def register_completion_urls():
    return [path("leerlijn/completions/", include("courses.completion.admin_urls"))]


@hooks.register("register_admin_urls")
def register_learning_urls():
    return [path("leerlijn/tests/", include("courses.learning.admin_urls"))]


@hooks.register("register_admin_urls")
def register_paper_urls():
    return [path("leerlijn/paper/", include("courses.paper.admin_urls"))]


@hooks.register("register_admin_urls")
def register_door_urls():
    return [path("leerlijn/doors/", include("courses.door.admin_urls"))]


@hooks.register("register_admin_urls")
def register_fieldwork_urls():
    return [path("leerlijn/activities/", include("courses.fieldwork.admin_urls"))]


@hooks.register("register_admin_urls")
def register_card_urls():
    return [path("leerlijn/cards/", include("courses.cards.admin_urls"))]


@hooks.register("register_admin_urls")
def register_people_urls():
    return [path("leerlijn/people/", include("courses.people.admin_urls"))]


@hooks.register("register_admin_urls")
def register_network_urls():
    return [path("leerlijn/networks/", include("courses.network.admin_urls"))]


@hooks.register("register_admin_urls")
def register_registering_urls():
    return [path("leerlijn/registering/", include("courses.registering.admin_urls"))]


@hooks.register("register_admin_urls")
def register_reporting_urls():
    return [path("leerlijn/figures/", include("courses.reporting.admin_urls"))]


@hooks.register("register_admin_urls")
def register_checking_urls():
    return [path("leerlijn/checking/", include("courses.reporting.checking.admin_urls"))]


@hooks.register("register_admin_urls")
def register_indicator_urls():
    return [path("leerlijn/indicators/", include("courses.reporting.indicators.admin_urls"))]


@hooks.register("register_admin_urls")
def register_drilling_urls():
    return [path("leerlijn/evidence/", include("courses.reporting.drilling.admin_urls"))]


@hooks.register("register_admin_urls")
def register_freezing_urls():
    return [path("leerlijn/reports/", include("courses.reporting.freezing.admin_urls"))]


@hooks.register("register_admin_urls")
def register_interchange_urls():
    return [path("leerlijn/files/", include("courses.interchange.admin_urls"))]


@hooks.register("register_admin_urls")
def register_telling_urls():
    return [path("leerlijn/groups/", include("courses.telling.admin_urls"))]


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("leerlijn_courses/admin.css"))


class SiteAdminsMenuItem(MenuItem):
    """Among the settings, since only those who run the site bring in whole files."""

    def is_shown(self, request):
        return request.user.is_superuser


@hooks.register("register_settings_menu_item")
def register_bring_in():
    return SiteAdminsMenuItem(
        _("Bring in participation"), reverse_lazy("leerlijn_interchange:bring_in"), icon_name="upload", order=900
    )


class DoublesMenuItem(MenuItem):
    """Who only joins double persons has this one entry; a coordinator comes there from the persons."""

    def is_shown(self, request):
        return links_only(request.user)


@hooks.register("register_admin_menu_item")
def register_doubles():
    return DoublesMenuItem(_("Double persons"), reverse_lazy("leerlijn_people:doubles"), icon_name="group", order=225)


class NeedsYouPanel(Component):
    """On Wagtail's home: what needs this person, each line with its link."""

    name = "leerlijn_needs_you"
    template_name = "leerlijn_courses/admin/needs_you.html"
    order = 50

    def __init__(self, needs):
        self.needs = needs

    def get_context_data(self, parent_context):
        return {"needs": self.needs}


@hooks.register("construct_homepage_panels")
def needs_you(request, panels):
    """For whom groups are work always, so that an empty list says so too; for others where something waits for them."""
    needs = [need for needs in registry.filled(registry.NEEDS_YOU, request) for need in needs]
    if needs or uses_editions(request.user) or links_only(request.user):
        panels.append(NeedsYouPanel(needs))
