"""When the projections are brought up to date: told by verbs in bulk, or by a row that is saved or deleted by itself.

Connected in the app's `ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.signals import sessions_changed
from courses.facts.changes import Changes, changed, tell
from courses.grants.models import Grant
from courses.people.models import Answer, Merge, Person
from courses.reporting.projections.keeping import keep

# What figures are made of that is no fact: the fields that matter, and what to tell when one of them changes.
STRUCTURE: dict[type[Model], tuple[tuple[str, ...], Callable[[Any], None]]] = {
    Person: (("birth_date",), lambda row: tell(perhaps=[row.pk])),
    Grant: (("first_day", "last_day", "time_zone"), lambda row: tell(grants=[row.pk])),
    Edition: (("counting", "same_as_id"), lambda row: tell(editions=[row.pk])),
    Session: (
        ("edition_id", "starts_at", "ends_at", "self_paced"),
        lambda row: tell(editions=[row.edition_id]),
    ),
    Enrolment: (
        ("person_id", "edition_id", "role", "function", "organisation_id", "parent_id"),
        lambda row: tell(perhaps=[row.person_id]),
    ),
}
ROWS: dict[type[Model], Callable[[Any], None]] = {
    Attendance: lambda row: tell(persons=[row.person_id]),
    Completion: lambda row: tell(persons=[row.person_id]),
    Answer: lambda row: tell(perhaps=[row.person_id]),
    Merge: lambda row: tell(joined=[row.person_id, row.other_id]),
    EditionFunding: lambda row: tell(editions=[row.edition_id]),
}


@receiver(changed)
def after_changes(changes: Changes, **kwargs: Any) -> None:
    keep(changes)


@receiver(sessions_changed)
def after_planning(sessions: list[Any], **kwargs: Any) -> None:
    """New meetings of an activity that is kept: who was at a double of it counts at its first one."""
    kept = Edition.objects.filter(doubles__isnull=False, pk__in={session.edition_id for session in sessions})
    tell(editions=kept.order_by().values_list("pk", flat=True))


def before_saving(sender: type[Model], instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Whether something that matters is about to change."""
    fields, _tell = STRUCTURE[sender]
    named = {name.removesuffix("_id") for name in fields}
    instance._changes_figures = False
    if not instance._state.adding and (update_fields is None or named & set(update_fields)):
        stored = sender._default_manager.filter(pk=instance.pk).values_list(*fields).first()
        instance._changes_figures = stored != tuple(getattr(instance, name) for name in fields)


def after_saving(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if instance.__dict__.pop("_changes_figures", False):
        STRUCTURE[sender][1](instance)


def after_row(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    ROWS[sender](instance)


for _model in STRUCTURE:
    pre_save.connect(before_saving, sender=_model)
    post_save.connect(after_saving, sender=_model)
for _model in ROWS:
    post_save.connect(after_row, sender=_model)
    post_delete.connect(after_row, sender=_model)
