"""Asking every address of the site as every role, and putting the answer in one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.routes.world import World

THINGS = (
    "edition",
    "person",
    "organisation",
    "grant",
    "assignment",
    "enrolment",
    "completion",
    "funder",
    "certificate",
)
LOGINS = ("/account/login/", "/account/workplace/", "/admin/login/")


def routes(patterns: Any = None, spaces: tuple[str, ...] = (), before: str = "") -> Iterator[tuple[str, str]]:
    """Name (with its namespaces; `-` for one without) and pattern of everything the URL configuration knows."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry.url_patterns, inner, pattern)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or "-")), pattern


def ask(session: str, method: str, address: str) -> str:
    """One letter of the table for what this address answers; whatever it does, logging out included, is undone."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address)
        transaction.set_rollback(True)
    return letter(response)


def letter(response: Any) -> str:
    status = response.status_code
    if status in (301, 302, 303):
        target = response.headers["Location"]
        if target.startswith(LOGINS):
            return "L"
        return "D" if target == reverse("wagtailadmin_home") else "3"
    return {200: "2", 404: "4", 405: "5", 403: "D", 400: "B", 422: "B"}.get(status, f"?{status}")


def typed_in(pattern: str, world: World) -> str:
    """An address somebody could type in for a pattern of Wagtail's own: numbers that exist, words that may."""
    address = re.sub(r"<int:(\w*page\w*|pk|page_to_alias_id)>", str(world.at["offer"].pk), pattern)
    address = re.sub(r"<int:\w+>", "1", address)
    address = re.sub(r"<(str|slug|path):\w*app\w*>", "leerlijn_cms", address)
    address = re.sub(r"<(str|slug|path):\w*model_name>", "trainingpage", address)
    address = re.sub(r"<(str|slug|path):\w+>|<\w+>", "x", address)
    address = re.sub(r"\((?:\?P<\w+>|\?:)?[^()]*(?:\([^()]*\)[^()]*)*\)[*?+]?", "1", address)
    return "/" + re.sub(r"[\^$\\]", "", address)


def address_of(name: str, world: World) -> str:
    """Where a named route leads in this world; its arguments follow from the name of the thing it is about."""
    return reverse(name, args=[str(getattr(v, "pk", v)) for v in arguments(name, world)])


def arguments(name: str, world: World) -> list[Any]:
    at = world.at
    for pattern, things in ARGUMENTS:
        if re.fullmatch(pattern, name):
            return [at.get(thing, thing) for thing in things]
    return []


# The first pattern that fits says which things the route's arguments are, in order; a word that is no thing is itself.
ARGUMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r".*_modeladmin_(index|create)", ()),
    (r"leerlijn_courses:enrolment_calendar", ("enrolment",)),
    (r"leerlijn_courses:own_(calendar|address)", ("certified_code",)),
    (r"leerlijn_courses:calendar_address", ()),
    (r"leerlijn_courses:feed", ("feed_code",)),
    *((rf"leerlijn_\w+?_{thing}_modeladmin_\w+", (thing,)) for thing in THINGS),
    (r"leerlijn_network:index", ()),
    (r"leerlijn_network:leave", ("network_member",)),
    (r"leerlijn_network:application", ("application",)),
    (r"leerlijn_courses:application", ("application_code",)),
    (r"leerlijn_editions:start", ("offer",)),
    (r"leerlijn_programmes:dossier_changed", ("citation_notice",)),
    (r"leerlijn_programmes:logo", ("offer", "organisation")),
    (r"leerlijn_programmes:\w+", ("offer",)),
    (r"leerlijn_editions:erase_person", ("person",)),
    (r"leerlijn_editions:(place|offer|accept|substitute|withdraw|choose_for)", ("edition", "enrolment")),
    (r"leerlijn_completion:look_at_unit", ("edition", "unit")),
    (r"leerlijn_archive_question", ("bank_question",)),
    (r"leerlijn_copy_questions", ("module",)),
    (r"leerlijn_learning:extra_time", ("edition", "enrolment")),
    (r"leerlijn_learning:count_late", ("edition", "enrolment", "late_sitting")),
    (r"leerlijn_learning:\w+", ("edition",)),
    (r"leerlijn_completion:(complete|take_back)", ("edition", "enrolment")),
    (r"leerlijn_editions:(edit_session|remove_session|attendance|split_session)", ("edition", "session")),
    (r"leerlijn_editions:(edit_round|remove_round)", ("edition", "round")),
    (r"leerlijn_editions:(document|remove_document)", ("edition", "document")),
    (r"leerlijn_cards:group", ("edition",)),
    (r"leerlijn_cards:\w+", ("card_holder",)),
    (r"leerlijn_courses:card", ("card_code",)),
    (r"leerlijn_telling:(again|called)", ("edition", "notice")),
    (r"leerlijn_telling:(text|preview|test)", ("edition", "confirmed", "nl")),
    (r"leerlijn_(editions|completion|telling):\w+", ("edition",)),
    (r"leerlijn_paper:send_any", ()),
    (r"leerlijn_paper:(meeting|print|send)", ("edition", "session")),
    (r"leerlijn_paper:sheet_pdf", ("sheet",)),
    (r"leerlijn_paper:\w+", ("scan",)),
    (r"leerlijn_courses:sheet", ("sheet_code",)),
    (r"leerlijn_people:settle_erasure", ("person",)),
    (r"leerlijn_courses:my_(data|copy)", ()),
    (r"leerlijn_people:link", ("999999",)),
    (r"leerlijn_people:(double|join)", ("person_pair",)),
    (r"leerlijn_people:look_again", ("judged_pair",)),
    (r"leerlijn_people:take_apart", ("joining",)),
    (r"leerlijn_registering:(change|drop)_question", ("open_edition", "question")),
    (r"leerlijn_registering:\w+", ("open_edition",)),
    (r"leerlijn_courses:audit_picture", ("audit_code", "999999")),
    (r"leerlijn_courses:audit\w*", ("audit_code",)),
    (r"leerlijn_drilling:person", ("grant", "person")),
    (r"leerlijn_drilling:meeting", ("grant", "session")),
    (r"leerlijn_drilling:signature", ("grant", "999999")),
    (r"leerlijn_drilling:(scan|release|stop_release)", ("grant", "scan")),
    (r"leerlijn_drilling:audits", ("grant",)),
    (r"leerlijn_drilling:\w+", ("grant", "audit")),
    (r"leerlijn_checking:overview", ()),
    (r"leerlijn_checking:take_back", ("grant", "accepted_doubt")),
    (r"leerlijn_checking:\w+", ("grant",)),
    (r"leerlijn_indicators:paper_answers", ("person",)),
    (r"leerlijn_indicators:from_preset", ("grant", "polrad-activities")),
    (r"leerlijn_indicators:act", ("grant", "indicator", "end")),
    (r"leerlijn_indicators:(indicator|members|recipe|target)", ("grant", "indicator")),
    (r"leerlijn_indicators:\w+", ("grant",)),
    (r"leerlijn_freezing:(reports|new)", ("grant",)),
    (r"leerlijn_freezing:download", ("frozen", "json")),
    (r"leerlijn_freezing:rows", ("frozen", "new_persons")),
    (r"leerlijn_freezing:sign", ("frozen", "organisation")),
    (r"leerlijn_freezing:step", ("frozen", "accept")),
    (r"leerlijn_freezing:\w+", ("frozen",)),
    (r"leerlijn_courses:check_report", ("report_hash",)),
    (r"leerlijn_reporting:download", ("grant", "json")),
    (r"leerlijn_reporting:members", ("grant", "new_persons")),
    (r"leerlijn_reporting:project", ("grant",)),
    (r"leerlijn_reporting:publication", ("grant",)),
    (r"leerlijn_reporting:publication_file", ("grant", "json")),
    (r"leerlijn_interchange:enrol_file", ("edition",)),
    (r"leerlijn_interchange:enrol_\w+", ("edition", "list")),
    (r"leerlijn_interchange:(preview|discard)", ("participation",)),
    (r"leerlijn_interchange:take_out", ("grant",)),
    (r"leerlijn_issuing:(issuing|issue|design|zip)", ("edition", "completion_kind")),
    (r"leerlijn_issuing:names", ("edition",)),
    (r"leerlijn_issuing:name_picture", ("edition", "enrolment")),
    (r"leerlijn_certificates:show_name", ("certificate",)),
    (r"leerlijn_certificates:choose_title", ("enrolment",)),
    (r"leerlijn_certificates:\w+_by_link", ("certified_code",)),
    (r"leerlijn_issuing:\w+|leerlijn_certificates:download", ("certificate",)),
    (r"leerlijn_courses:door_link", ("door_code",)),
    (r"leerlijn_courses:door_(check_in|undo)", ("enrolment",)),
    (r"leerlijn_courses:ticket\w*", ("ticket_code",)),
    (r"leerlijn_door:(door|door_picture|withdraw)", ("edition", "door")),
    (r"leerlijn_door:room", ("edition", "session")),
    (r"leerlijn_door:\w+", ("edition",)),
    (r"leerlijn_courses:job\w*", ("job",)),
    (r"leerlijn_courses:to_give", ("edition",)),
    (r"leerlijn_courses:(run_sheet|tools_used)", ("edition", "session")),
    # A module has no minute plan; that of a meeting is asked in tests/courses/giving.
    (r"leerlijn_courses:(guide|undated_run_sheet)", ("edition", "unit")),
    (r"leerlijn_courses:meeting_person", ("session", "enrolment")),
    (r"leerlijn_courses:meeting\w*", ("session",)),
    (r"leerlijn_courses:enrol", ("edition",)),
    (r"leerlijn_courses:register\w*", ("open_edition",)),
    (r"leerlijn_courses:registration", ("registration_code",)),
    (r"leerlijn_courses:document", ("document",)),
    (r"leerlijn_fieldwork:decide", ("pair",)),
    (r"leerlijn_fieldwork:settle", ("host_answer",)),
    (r"leerlijn_fieldwork:correct", ("activity",)),
    (r"leerlijn_courses:field_consent", ("recruit",)),
    (r"leerlijn_courses:field_(logged|photo)", ("activity",)),
    (r"leerlijn_courses:host", ("host_code",)),
    (r"leerlijn_courses:unit", ("enrolment", "unit")),
    (r"leerlijn_courses:own_programme", ("programme_code",)),
    (r"leerlijn_courses:own_\w+", ("own_code",)),
    (r"leerlijn_courses:(enrolment|leave|programme|questions)", ("enrolment",)),
    (r"leerlijn_certificates:own_download", ("certified_code", "certificate")),
    (r"leerlijn_certificates:verify(_json)?", ("code",)),
    (r"account_confirm_email", ("nonsense",)),
    (r"account_reset_password_from_key", ("0", "nonsense")),
    (r"wagtailcore_authenticate_with_password", ("999999", "offer")),
)
