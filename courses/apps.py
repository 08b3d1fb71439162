from django.apps import AppConfig
from django.core.checks import register as register_check
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "leerlijn_courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courses.cards import desk as cards
        from courses.cards import erasing as card_traces
        from courses.cards import joining as doubles_cards
        from courses.completion import desk, receivers, versions  # noqa: F401
        from courses.completion import erasing as completions
        from courses.completion import joining as doubles_completions
        from courses.conf import check_settings
        from courses.door import desk as door
        from courses.door import erasing as door_traces
        from courses.editions import closed, needs
        from courses.editions import erasing as attendance
        from courses.editions import receivers as editions_receivers  # noqa: F401
        from courses.editions.doubles import groups_and_marks, linked_pairs, why_now
        from courses.editions.erasing_views import erase_panel
        from courses.editions.rounds import desk as rounds_desk
        from courses.editions.rounds import inviting
        from courses.fieldwork import erasing as recruits
        from courses.fieldwork.entrance import field_work
        from courses.fieldwork.needs import activities_to_look_at
        from courses.giving.slots import run_sheet_of_meeting, run_sheets_and_guides
        from courses.grants import guarding
        from courses.interchange import background
        from courses.interchange import erasing as source_lines
        from courses.jobs import registry as jobs
        from courses.learning import erasing as learning
        from courses.learning import receivers as learned  # noqa: F401
        from courses.learning.desk import reflections_panel, tests_action
        from courses.mail import sending
        from courses.mine import programme
        from courses.network import erasing as applications
        from courses.network.desk import applications_to_answer
        from courses.paper import desk as paper
        from courses.paper import erasing as signed_lists
        from courses.people.asking_erasure_views import asked_panel
        from courses.people.doubles import background as doubles
        from courses.people.doubles import desk as doubles_desk
        from courses.people.doubles import preview, reasons, scopes
        from courses.people.doubles import receivers as doubles_receivers  # noqa: F401
        from courses.people.doubles.keeping import KIND as LOOK_FOR_DOUBLES
        from courses.people.erasing import person, traces
        from courses.people.erasing import registry as forgetting
        from courses.people.needs import accounts_to_link, asked_to_be_erased
        from courses.phone import erasing as taps
        from courses.phone.slots import giving_today, on_the_phone
        from courses.registering import desk as registering
        from courses.registering import erasing as registrations
        from courses.reporting import heading
        from courses.reporting.checking import checks
        from courses.reporting.checking import needs as checking
        from courses.reporting.checking import people as people_checks
        from courses.reporting.drilling import tabs
        from courses.reporting.erased import taking as tally
        from courses.reporting.freezing import forgetting as frozen_members
        from courses.reporting.freezing import needs as reports
        from courses.reporting.freezing import queueing as freezing
        from courses.reporting.freezing.guarding import reported_days_stay
        from courses.reporting.freezing.reported import reported_periods
        from courses.reporting.indicators import asking, paper_views
        from courses.reporting.indicators import views as indicators
        from courses.reporting.joining import figures_that_change
        from courses.reporting.outputs import background as files
        from courses.reporting.projections import receivers as projections_receivers  # noqa: F401
        from courses.slots import registry
        from courses.telling import announcing, feeds, writing
        from courses.telling import erasing as told
        from courses.telling import receivers as telling_receivers  # noqa: F401
        from courses.telling.views import mails_action
        from courses.typesetting.folders import check_fonts

        register_check(check_settings)
        register_check(check_fonts)
        jobs.register(sending.KIND, sending.send_by_job, title=sending.title)
        jobs.register(announcing.WRITE, writing.write_by_job, title=writing.title)
        jobs.register(background.READ, background.read_in_background, title=background.title)
        jobs.register(background.BRING_IN, background.bring_in_background, title=background.title)
        jobs.register(background.ENROL, background.enrol_in_background, title=background.title)
        jobs.register(files.KIND, files.write_by_job, title=files.title, may_still=files.may_still)
        jobs.register(LOOK_FOR_DOUBLES, doubles.look_in_background, title=doubles.title)
        jobs.register(inviting.INVITE, inviting.invite_by_job, title=inviting.title)
        checks.register_all()
        people_checks.register_all()
        forgetting.register_terms(attendance.terms)
        forgetting.register(tally, order=forgetting.FIGURES)
        forgetting.register(source_lines, order=forgetting.PROOFS)
        forgetting.register(signed_lists, order=forgetting.PROOFS)
        forgetting.register(completions, order=forgetting.FACTS)
        for around in (learning, recruits, registrations, applications, told, door_traces, taps, card_traces):
            forgetting.register(around, order=forgetting.AROUND)
        forgetting.register(attendance, order=forgetting.GROUPS)
        forgetting.register(traces, order=forgetting.TRACES)
        forgetting.register(person, order=forgetting.PERSON)
        jobs.register(freezing.KIND, freezing.freeze_by_job, title=freezing.title)
        registry.register(registry.PROJECT_TAB, reports.tab, order=50)
        registry.register(registry.NEEDS_YOU, reports.reports_to_sign, order=75)
        guarding.register(reported_days_stay)
        closed.register(reported_periods)
        reasons.register(why_now)
        forgetting.register(frozen_members, order=forgetting.FIGURES)
        scopes.register(linked_pairs)
        registry.register(registry.NEEDS_YOU, doubles_desk.possible_doubles, order=45)
        registry.register(registry.PERSON_PANEL, doubles_desk.joined_panel, order=5)
        registry.register(registry.JOINING, groups_and_marks, order=10)
        registry.register(registry.JOINING, doubles_completions.completions, order=20)
        registry.register(registry.JOINING, doubles_cards.cards, order=30)
        registry.register(registry.JOINING, preview.own_lines, order=50)
        registry.register(registry.JOINING, figures_that_change, order=60)
        registry.register(registry.OWN_PAGE, programme.section, order=10)
        registry.register(registry.ENROLMENT, programme.section, order=10)
        registry.register(registry.EDITION_ACTION, rounds_desk.plan_round_action, order=10)
        registry.register(registry.SESSION_ACTION, rounds_desk.split_action, order=90)
        registry.register(registry.EDITION_PANEL, versions.newer_version_panel, order=1)
        registry.register(registry.EDITION_PANEL, rounds_desk.rounds_panel, order=5)
        registry.register(registry.NEEDS_YOU, versions.newer_versions_needed, order=65)
        registry.register(registry.NEEDS_YOU, needs.sessions_today, order=10)
        registry.register(registry.NEEDS_YOU, needs.unmarked_sessions, order=20)
        registry.register(registry.NEEDS_YOU, needs.offers_to_call_about, order=25)
        registry.register(registry.NEEDS_YOU, needs.places_for_the_waiting, order=30)
        registry.register(registry.NEEDS_YOU, accounts_to_link, order=40)
        registry.register(registry.NEEDS_YOU, asked_to_be_erased, order=42)
        registry.register(registry.PERSON_PANEL, asked_panel, order=85)
        registry.register(registry.NEEDS_YOU, applications_to_answer, order=35)
        registry.register(registry.NEEDS_YOU, activities_to_look_at, order=70)
        registry.register(registry.NEEDS_YOU, checking.to_look_at, order=80)
        registry.register(registry.MY_LINE, field_work, order=90)
        registry.register(registry.SESSION_ACTION, on_the_phone, order=10)
        registry.register(registry.SESSION_ACTION, run_sheet_of_meeting, order=20)
        registry.register(registry.EDITION_ACTION, run_sheets_and_guides, order=70)
        registry.register(registry.MY_LINE, giving_today, order=5)
        registry.register(registry.EDITION_PANEL, desk.progress_panel, order=10)
        registry.register(registry.EDITION_PANEL, reflections_panel, order=20)
        registry.register(registry.EDITION_ACTION, tests_action, order=35)
        registry.register(registry.SESSION_ACTION, paper.paper_of_meeting, order=50)
        registry.register(registry.PERSON_PANEL, cards.card_of_person, order=10)
        registry.register(registry.PERSON_PANEL, paper_views.paper_answers_panel, order=20)
        registry.register(registry.PERSON_PANEL, erase_panel, order=90)
        registry.register(registry.EDITION_ACTION, cards.cards_of_group, order=90)
        registry.register(registry.EDITION_ACTION, paper.photos_of_lists, order=80)
        registry.register(registry.NEEDS_YOU, paper.scans_waiting, order=50)
        registry.register(registry.NEEDS_YOU, paper.lists_not_back, order=60)
        registry.register(registry.EDITION_ACTION, door.doors_of_edition, order=50)
        registry.register(registry.SESSION_ACTION, door.doors_of_session, order=50)
        registry.register(registry.OWN_PAGE, door.ticket_today, order=5)
        registry.register(registry.OWN_PAGE, door.ticket_section, order=45)
        registry.register(registry.EDITION_ACTION, registering.questions_action, order=30)
        registry.register(registry.EDITION_ACTION, registering.registrations_action, order=31)
        registry.register(registry.EDITION_ACTION, registering.needs_action, order=32)
        registry.register(registry.EDITION_ACTION, mails_action, order=40)
        registry.register(registry.PROJECT_TAB, heading.about_tab, order=10)
        registry.register(registry.PROJECT_TAB, heading.figures_tab, order=20)
        registry.register(registry.PROJECT_TAB, indicators.tab, order=30)
        registry.register(registry.PROJECT_TAB, checking.tab, order=40)
        registry.register(registry.PROJECT_TAB, heading.publication_tab, order=60)
        registry.register(registry.PROJECT_TAB, tabs.auditors_tab, order=90)
        registry.register(registry.MY_LINE, feeds.my_line_section, order=80)
        registry.register(registry.ENROLMENT, asking.enrolment_section, order=30)
        registry.register(registry.OWN_PAGE, asking.own_page_section, order=30)
        registry.register(registry.ENROLMENT, feeds.enrolment_section, order=40)
        registry.register(registry.OWN_PAGE, feeds.own_page_section, order=40)
