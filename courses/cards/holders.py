"""Who may have a card, and which account it opens.

A card opens only an account that was made for it. Whoever proved an address has an account of their own, which no card
opens, and who works here (Wagtail's admin, an assignment, giving a group) logs in with a password: a coordinator prints
cards, and so must never be able to print a way into either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from courses.cards.errors import CardRefused
from courses.cards.signals import card_stopped
from courses.conf import setting
from courses.editions.models import Enrolment
from courses.people.access import organisations_of
from courses.people.merging import records_of
from courses.people.models import Assignment, Merge, Person


def may_print(account: Any, person: Person) -> bool:
    """Those who answer for the organisation that recorded the person; for who came by themselves each who sees them."""
    if account.is_superuser:
        return True
    return person.keeper_id is None or organisations_of(account).filter(pk=person.keeper_id).exists()


def check_holder(person: Person) -> None:
    """Raises CardRefused for who can't have a card, or whose card opens nothing any more."""
    refusal = refusals([person]).get(person.pk)
    account = person.account
    if (
        refusal is None
        and account is not None
        and (account.is_superuser or account.has_perm("wagtailadmin.access_admin"))
    ):
        refusal = _gives_groups()
    if refusal is not None:
        raise CardRefused(refusal)


def refusals(persons: Iterable[Person]) -> dict[int, str]:
    """By person why they can't have a card; who isn't named can. Few queries, and one more for each who was ever joined."""
    people = {person.pk: person for person in persons}
    roles = (Enrolment.Role.TRAINER, Enrolment.Role.STAFF)
    giving = Enrolment.objects.filter(person__in=people, role__in=roles, state=Enrolment.State.PLACED)
    accounts = [person.account_id for person in people.values() if person.account_id]
    working = set(Assignment.objects.filter(account__in=accounts).values_list("account", flat=True))
    working |= set(_admins().filter(pk__in=accounts).values_list("pk", flat=True))
    gives = set(giving.values_list("person", flat=True))
    joined = _joined(people)
    answer = {}
    for pk, person in people.items():
        if person.erased_at:
            answer[pk] = _("This person's data were deleted.")
        elif pk in gives or person.account_id in working:
            answer[pk] = _gives_groups()
        elif (person.account_id and not person.account_stands_in) or (pk in joined and _owns_elsewhere(person)):
            answer[pk] = _("This person has an account of their own, and logs in with it.")
    return answer


def account_of(person: Person) -> Any:
    """The account that the card of this person opens, made the first time; raises CardRefused."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        check_holder(person)
        if person.account_id is None:
            make: Callable[[Person], Any] = import_string(setting("CARD_ACCOUNT"))
            person.account, person.account_stands_in = make(person), True
            person.save(update_fields=["account", "account_stands_in"])
        account: Any = person.account
        if not account.is_active:
            raise CardRefused(_("This account is closed. Ask the organiser."))
        return account


def make_account(person: Person) -> Any:
    """An account without a password and without an address that mail could go to, for the usual user models.

    A model that asks for more fields needs a callable of the host's own: `LEERLIJN_CARD_ACCOUNT`.
    """
    model = get_user_model()
    name = f"card-{get_random_string(20).lower()}"
    # .invalid is a domain that never exists (RFC 2606).
    takes_address = isinstance(model._meta.get_field(model.USERNAME_FIELD), models.EmailField)
    fields: dict[str, Any] = {model.USERNAME_FIELD: f"{name}@card.invalid" if takes_address else name}
    known = {field.name for field in model._meta.get_fields()}
    languages = [code for code, _name in model._meta.get_field("language").choices or ()] if "language" in known else []
    if person.language in languages:
        fields["language"] = person.language
    account = model(**fields)
    account.set_unusable_password()
    account.save()
    return account


def end_sessions(account: Any) -> None:
    """Every browser that is logged in to this account is logged out: sessions hold a digest of the password field."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    card_stopped.send(sender=type(account), account=account)


def _gives_groups() -> str:
    return _("Who gives or runs groups logs in with a password, not with a card.")


def _admins() -> Any:
    """Accounts that run the site, as far as one query can tell; a single one is asked its permissions too."""
    model = get_user_model()
    named = {field.name for field in model._meta.get_fields()}
    runs = models.Q(pk__in=[])
    for name in ("is_superuser", "is_staff"):
        if name in named:
            runs |= models.Q(**{name: True})
    return model._default_manager.filter(runs)


def _joined(people: dict[int, Person]) -> set[int]:
    pairs = Merge.objects.filter(models.Q(person__in=people) | models.Q(other__in=people)).values_list(
        "person", "other"
    )
    return {pk for pair in pairs for pk in pair}


def _owns_elsewhere(person: Person) -> bool:
    """Whether a record that was joined with this one has an account that somebody proved to be theirs."""
    others = Person.objects.filter(pk__in=records_of(person) - {person.pk})
    return others.filter(account__isnull=False, account_stands_in=False).exists()
