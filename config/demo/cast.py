"""The demo's accounts and organisations, and who works for whom."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from cms.authors import ensure_groups
from config.accounts.models import prove_address
from courses.people.assigning import assign
from courses.people.models import Assignment, Organisation, Person
from courses.people.registering import create_person

from .groups import ORGANISATIONS
from .logins import (
    ADMIN,
    AUTHOR_AND_TRAINER,
    COORDINATOR,
    FIELD_WORKER,
    LINKER,
    LOGINS,
    OTHER_COORDINATOR,
    PASSWORD,
    Login,
)

# Whom the file about POLRAD names; the lead's coordinator is the demo's coordinator.
LEAD = "CMO STAMM"
PARTNER = "Jongerenwerk Barkema & de Haan"

Coordinator, Trainer, Fieldworker = Assignment.Role.COORDINATOR, Assignment.Role.TRAINER, Assignment.Role.FIELDWORKER
Linker = Assignment.Role.LINKER
WORKS_FOR = (
    (COORDINATOR, LEAD, Coordinator),
    (COORDINATOR, "DoeDemocratie.nu", Coordinator),
    (COORDINATOR, "Movisie", Coordinator),
    (COORDINATOR, "Stay Human", Coordinator),
    (OTHER_COORDINATOR, PARTNER, Coordinator),
    (AUTHOR_AND_TRAINER, "DoeDemocratie.nu", Trainer),
    (AUTHOR_AND_TRAINER, LEAD, Trainer),
    (AUTHOR_AND_TRAINER, "Stay Human", Trainer),
    (FIELD_WORKER, LEAD, Fieldworker),
    (LINKER, LEAD, Linker),
)


def make_accounts() -> dict[str, Any]:
    """The account of each login by its address; who is there already stays as they are, password included."""
    accounts = get_user_model().objects
    found = {account.email: account for account in accounts.filter(email__in=[login.email for login in LOGINS])}
    for login in LOGINS:
        if login.email not in found:
            make = accounts.create_superuser if login is ADMIN else accounts.create_user
            account = found[login.email] = make(login.email, PASSWORD, name=login.name, language="nl")
            prove_address(account)
            if login is AUTHOR_AND_TRAINER:
                account.groups.add(*ensure_groups())
    return found


def make_organisations(*, by: Any) -> dict[str, Organisation]:
    """The organisations by their key; an imported one of the same name is not one of these."""
    found = {
        row.name: row for row in Organisation.objects.filter(name__in=[name for name, _ in ORGANISATIONS.values()])
    }
    for name, kind in ORGANISATIONS.values():
        if name not in found:
            found[name] = Organisation.objects.create(name=name, kind=kind)
    organisations = {key: found[name] for key, (name, _) in ORGANISATIONS.items()}
    organisations["cmo-stamm"] = Organisation.objects.get(name=LEAD)
    return organisations


def give_work(accounts: dict[str, Any], *, by: Any) -> None:
    for login, name, role in WORKS_FOR:
        assign(accounts[login.email], Organisation.objects.get(name=name), role, by=by)


def person_behind(login: Login, accounts: dict[str, Any], *, by: Any) -> Person:
    """The person of an account; made when first needed."""
    account = accounts[login.email]
    person = Person.objects.filter(account=account).first()
    if person is None:
        person = create_person(
            name=login.name, by=by, email=login.email, phone=login.phone, account=account, language="nl"
        )
    return person
