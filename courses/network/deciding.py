"""Answering what was asked of a network: yes or no, with a sentence to who asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.conf import base_url, setting
from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.mail.sending import send_mail
from courses.network.applying import GIVEN, mail_prefix
from courses.network.errors import NetworkError
from courses.network.models import Application
from courses.network.taking_part import admit
from courses.people.access import organisations_of
from courses.people.models import Membership, Organisation, Person
from courses.people.registering import create_person

# How long what was asked for can be opened by the link in the mail.
GIVEN_FOR = timedelta(days=30)


def applications_for(account: Any) -> QuerySet[Application]:
    """What was asked of networks this account coordinates; what nobody confirmed is nobody's business yet."""
    mine = organisations_of(account).values("pk")
    rows = Application.objects.filter(network__in=mine).exclude(confirmed_at=None)
    return rows.select_related("network", "page", "organisation")


def waiting_for(account: Any) -> QuerySet[Application]:
    return applications_for(account).filter(decided_at=None)


def alike(application: Application) -> list[Organisation]:
    """Organisations of the same or nearly the same name, that the network already knows or that take part in it."""
    known = Organisation.objects.filter(
        Q(pk=application.network_id) | Q(keeper=application.network_id) | Q(networks__network=application.network_id)
    ).distinct()
    wanted = _plain(application.organisation_name)
    found = [one for one in known.order_by("name", "pk") if _near(_plain(one.name), wanted)]
    return found[:10]


def accept(application: Application, *, by: Any, organisation: Organisation | None = None, answer: str = "") -> None:
    """Let the organisation in, with who asked as its member; or give what was asked for. One of two at once gets to say.

    `organisation`: the known one that it is; else a new one is written down. Raises NetworkError when it was decided.
    """
    with transaction.atomic():
        row = _decide(application, accepted=True, answer=answer, by=by)
        if row.kind == Application.Kind.JOIN:
            _let_in(row, organisation, by=by)
        else:
            _give(row, by=by)


def refuse(application: Application, *, by: Any, answer: str) -> None:
    """Say no, with a sentence that says why. Raises NetworkError when it was decided."""
    if not answer.strip():
        raise NetworkError(_("Write one sentence to who asked: why not, or what they can do instead."))
    with transaction.atomic():
        row = _decide(application, accepted=False, answer=answer, by=by)
        _tell(row, "refused", {})


def _decide(application: Application, *, accepted: bool, answer: str, by: Any) -> Application:
    open_still = Application.objects.filter(pk=application.pk, decided_at=None).exclude(confirmed_at=None)
    if not open_still.update(decided_at=timezone.now(), decided_by=by, accepted=accepted, answer=answer.strip()):
        raise NetworkError(_("Somebody has just decided this."))
    row = Application.objects.select_related("network", "page").get(pk=application.pk)
    record_changes([row], action="leerlijn.decide_application", by=by, data={"accepted": accepted})
    return row


def _let_in(row: Application, known: Organisation | None, *, by: Any) -> None:
    organisation = known or Organisation.objects.create(
        name=row.organisation_name, kind=row.organisation_kind, email=row.email, keeper=row.network
    )
    admit(organisation, row.network, by=by)
    person = _person(row, organisation, by=by)
    Membership.objects.get_or_create(
        person=person, organisation=organisation, until_day=None, defaults={"from_day": timezone.localdate()}
    )
    Application.objects.filter(pk=row.pk).update(organisation=organisation, person=person)
    sign_up = resolve_url(setting("SIGNUP_URL") or settings.LOGIN_URL)
    _tell(row, "joined", {"has_account": person.account_id is not None, "path": sign_up})


def _person(row: Application, organisation: Organisation, *, by: Any) -> Person:
    """The record of whoever proved this address; others' records are never found."""
    account = {f"account__{get_user_model().get_email_field_name()}__iexact": row.email}
    keepers = Q(keeper=None) | Q(keeper=row.network_id) | Q(keeper=organisation)
    free = Q(account=None, email__iexact=row.email) & keepers
    found = list(Person.objects.filter(Q(**account) | free, erased_at=None).order_by("pk"))
    fitting = [one for one in found if _plain(one.name) == _plain(row.name)] or [one for one in found if one.account_id]
    if fitting:
        return fitting[0]
    return create_person(name=row.name, email=row.email, keeper=row.network, language=row.language, by=by)


def _give(row: Application, *, by: Any) -> None:
    """A link of its own to the page that was asked for; the page says at which address it takes the code."""
    page = row.page.specific if row.page is not None else None
    if page is None or not page.live:
        raise NetworkError(_("What was asked for is not there any more."))
    link = make_link(purpose=GIVEN, subject=row.pk, by=by, expires_at=timezone.now() + GIVEN_FOR)
    until = timezone.localdate(timezone.now() + GIVEN_FOR)
    _tell(row, "given", {"path": page.given_address(code_of(link)), "until": until})


def _tell(row: Application, how: str, context: dict[str, Any]) -> None:
    path = context.get("path", "")
    address = path if path.startswith(("http://", "https://")) else f"{base_url()}{path}"
    send_mail(
        key=f"{mail_prefix(row.pk)}decided",
        to=row.email,
        template=f"leerlijn_courses/mail/application_{how}",
        context={
            **context,
            "network": row.network.name,
            "organisation": row.organisation_name,
            "joins": row.kind == Application.Kind.JOIN,
            "title": row.page.title if row.page is not None else "",
            "answer": row.answer,
            "address": address,
        },
        language=row.language,
        reply_to=row.network.email,
    )


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _near(one: str, other: str) -> bool:
    """The same name, or one that stands whole in the other: "Stichting Test" and "Test"."""
    return bool(one and other) and (one == other or (min(len(one), len(other)) > 3 and (one in other or other in one)))
