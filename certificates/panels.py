"""What this plugin adds to other screens: the participant's line, the group's page, what needs a coordinator."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import Award, Certificate, Kind
from certificates.spelling import not_yet_issued
from certificates.standing import Standing
from courses.completion.models import Completion
from courses.editions.access import managed_editions, manages
from courses.editions.models import Edition, Enrolment
from courses.people.merging import records_opened
from courses.people.models import Person
from courses.slots.needs import NeedsYou

SHOWN = 10


def my_line(request: HttpRequest, person: Person) -> str:
    """One's valid certificates, and what waits; nothing before the first completion."""
    records = records_opened(person)
    waiting = not_yet_issued(person, records=records)
    valid = Certificate.objects.filter(person__in=records, state=Certificate.State.VALID)
    context = {
        "certificates": list(valid.select_related("edition")),
        "waiting": [candidate for candidate in waiting if candidate.standing == Standing.WAITS],
        "being_made": [candidate for candidate in waiting if candidate.standing == Standing.READY],
    }
    if not any(context.values()):
        return ""
    return render_to_string("leerlijn_certificates/my_line.html", context, request)


def enrolment_panel(request: HttpRequest, enrolment: Enrolment) -> str:
    """Beside one's own enrolment: its certificates that hold, to download."""
    certificates = enrolment.certificates.filter(state=Certificate.State.VALID)
    if not certificates:
        return ""
    return render_to_string("leerlijn_certificates/my_line.html", {"certificates": certificates}, request)


def own_page(request: HttpRequest, enrolment: Enrolment) -> str:
    """On the page of who has no account: what was issued for this enrolment, to download."""
    certificates = list(enrolment.certificates.filter(state=Certificate.State.VALID).order_by("kind"))
    if not certificates:
        return ""
    context = {"certificates": certificates, "code": request.resolver_match.kwargs["code"]}  # type: ignore[union-attr]
    return render_to_string("leerlijn_certificates/own_page.html", context, request)


def edition_panel(request: HttpRequest, edition: Edition) -> str:
    if not manages(request.user, edition):
        return ""
    context = {
        "edition": edition,
        "issued": edition.certificates.filter(state=Certificate.State.VALID).count(),
        "without": _without_certificate(Edition.objects.filter(pk=edition.pk)).count(),
    }
    return render_to_string("leerlijn_certificates/admin/panel.html", context, request)


def completions_without(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Groups with completions that should have had a certificate by now: a name or a design waits."""
    none_given = Award.objects.filter(edition=OuterRef("edition"), kind=Kind.COMPLETION, design__isnull=True)
    rows = (
        _without_certificate(managed_editions(request.user))
        .exclude(origin=Completion.Origin.IMPORT)
        .filter(~Exists(none_given))
        .values("edition", "edition__title")
        .annotate(count=Count("pk"))
        .order_by("edition")
    )
    return [
        NeedsYou(
            ngettext(
                "%(count)s completion in %(group)s has no certificate yet.",
                "%(count)s completions in %(group)s have no certificate yet.",
                row["count"],
            )
            % {"count": row["count"], "group": row["edition__title"]},
            reverse("leerlijn_issuing:issuing", args=[row["edition"], Kind.COMPLETION]),
        )
        for row in rows[:SHOWN]
    ]


def certificates_without_ground(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Valid certificates whose completion was taken back: whether to revoke them is for a person to say."""
    standing = Completion.objects.effective().filter(enrolment=OuterRef("enrolment"), void=False)
    rows = (
        Certificate.objects.filter(
            edition__in=managed_editions(request.user).values("pk"),
            kind=Kind.COMPLETION,
            state=Certificate.State.VALID,
        )
        .filter(~Exists(standing))
        .order_by("pk")
    )
    return [
        NeedsYou(
            _("The completion behind certificate %(serial)s was taken back. Should it be revoked?")
            % {"serial": certificate.serial},
            reverse("leerlijn_issuing:revoke", args=[certificate.pk]),
            urgent=True,
        )
        for certificate in rows[:SHOWN]
    ]


def _without_certificate(editions: QuerySet[Edition]) -> QuerySet[Completion]:
    """Completions that hold, of people who took part, for which none was ever issued."""
    issued = Certificate.objects.filter(enrolment=OuterRef("enrolment"), kind=Kind.COMPLETION)
    return (
        Completion.objects.effective()
        .filter(edition__in=editions.values("pk"), void=False, enrolment__role__in=Enrolment.TAKING_PART)
        .filter(~Exists(issued), person__erased_at__isnull=True)
    )
