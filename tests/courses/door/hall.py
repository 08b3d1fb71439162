"""An event that is on now, with a door, and a helper's browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.door.tickets import ticket_code
from courses.links.codes import code_of
from courses.models import Door, Edition, Enrolment, Link, Session
from tests import factories as f


@dataclass
class Hall:
    edition: Edition
    session: Session
    door: Door

    @property
    def code(self) -> str:
        return code_of(Link.objects.filter(purpose="door", subject=self.door.pk).get())

    @property
    def address(self) -> str:
        return reverse("leerlijn_courses:door_link", args=[self.code])

    def guest(self, name: str = "Anna de Vries", organisation: str = "", **fields: Any) -> Enrolment:
        comes_for = f.OrganisationFactory(name=organisation) if organisation else None
        person = {key[8:]: fields.pop(key) for key in list(fields) if key.startswith("person__")}
        return f.EnrolmentFactory(
            edition=self.edition, person=f.PersonFactory(name=name, **person), organisation=comes_for, **fields
        )

    def helper(self) -> Client:
        client = Client()
        assert client.post(self.address).status_code == 302
        return client


def hall(**edition: Any) -> Hall:
    now = timezone.now()
    group = f.EditionFactory(title="Slotbijeenkomst", **edition)
    session = f.SessionFactory(
        edition=group, title="Plenair", starts_at=now - timedelta(minutes=10), ends_at=now + timedelta(minutes=20)
    )
    return Hall(group, session, f.DoorFactory(session=session))


def to(name: str, *args: Any) -> str:
    return reverse(f"leerlijn_courses:{name}", args=args)


def ticket(enrolment: Enrolment) -> str:
    return to("ticket", ticket_code(enrolment))


def shown(response: Any) -> str:
    return " ".join(response.content.decode().split())
