"""Authors do whatever they like, in any order: who is in the middle keeps what is asked of them, and what they did."""

from __future__ import annotations

import json
import random

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.actions.unpublish_page import UnpublishPageAction

from cms.checking import problems
from cms.models import MasterclassPage, ModulePage
from cms.reading import steps_of
from courses.completion.overview import lines_of
from courses.completion.versions import newer_version_of
from courses.curricula.contract import UnitVisit, structure_of
from courses.curricula.pinning import latest_version
from courses.curricula.showing import pinned_page
from courses.editions.taking_over import take_over
from courses.errors import CoursesError
from courses.learning.progressing import finish_unit
from courses.learning.testing import submit_test
from courses.models import Completion, Edition, Enrolment
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    SuperuserFactory,
    raw,
    raw_meeting,
    raw_module,
    raw_test,
)

pytestmark = pytest.mark.django_db
FUNCTIONS = ("bestuurder", "raadslid")
STEPS = 12


def thought():
    return raw("reflection", {"question": "Wat denk je?", "hint": ""})


class Authors:
    """What authors, trainers and participants may do; each method is one step."""

    def __init__(self, chance, client):
        self.chance, self.client = chance, client
        client.force_login(SuperuserFactory())
        for _number in range(2):
            offer = MasterclassPageFactory()
            for _module in range(2):
                ModulePageFactory(parent=offer, body=[raw("text", "<p>Een tekst.</p>"), self.block()])
            self.start(offer)

    def block(self):
        some = raw("only_for", {"functions": [self.chance.choice(FUNCTIONS)], "pieces": [thought()]})
        return self.chance.choice([raw("text", "<p>Nog een.</p>"), thought(), raw_test(), some])

    def start(self, offer=None):
        offer = offer or self.chance.choice(MasterclassPage.objects.all())
        if version := latest_version(offer):
            group = EditionFactory(version=version)
            for function in ("", FUNCTIONS[0]):
                EnrolmentFactory(edition=group, function=function)

    def learn(self):
        for row in Enrolment.objects.select_related("edition"):
            for unit in row.edition.version.units.all():
                right = {q["key"]: [q["options"][0]["key"]] for q in unit.definition.get("questions", ())}
                try:
                    if unit.kind == "module":
                        finish_unit(row, unit.key, by=None)
                    elif unit.kind == "test":
                        submit_test(row, unit.key, right, number=1, by=None)
                except CoursesError:
                    pass

    def module(self):
        return self.chance.choice(ModulePage.objects.all())

    def publish(self, page):
        if not problems(page):
            page.save_revision(clean=False).publish()

    def typo(self):
        page = self.module().get_latest_revision_as_object()
        page.title += "!"
        self.publish(page)

    def blocks(self):
        page = self.module().get_latest_revision_as_object()
        stored = [*page.body.get_prep_value(), self.block()]
        self.chance.shuffle(stored)
        page.body = json.dumps(stored[self.chance.randrange(2) :])
        self.publish(page)

    def outline(self):
        page = self.chance.choice(MasterclassPage.objects.all()).get_latest_revision_as_object()
        parts = [
            raw_module(module, required=self.chance.random() < 0.5, functions=self.chance.choice([[], [FUNCTIONS[0]]]))
            for module in ModulePage.objects.child_of(page).live()
        ]
        page.outline = json.dumps(self.chance.sample([*parts, raw_meeting(required=False)], len(parts)))
        self.publish(page)

    def move(self):
        module, to = self.module(), self.chance.choice(MasterclassPage.objects.all())
        if module.get_parent().pk != to.pk:
            self.client.post(reverse("wagtailadmin_pages:move_confirm", args=[module.pk, to.pk]))

    def unpublish(self):
        UnpublishPageAction(self.module()).execute(skip_permission_checks=True)

    def older(self):
        revision = self.chance.choice(self.module().revisions.all())
        if not problems(revision.as_object()):
            revision.publish()

    def delete(self):
        self.client.post(reverse("wagtailadmin_pages:delete", args=[self.module().pk]))

    def purge(self):
        call_command("purge_revisions", verbosity=0)

    def go_on(self):
        group = self.chance.choice(Edition.objects.select_related("version"))
        newer = newer_version_of(group)
        if newer is not None:
            take_over({group.pk: group.version_id}, newer, by=None)


ACTS = (
    "start",
    "learn",
    "typo",
    "blocks",
    "blocks",
    "outline",
    "move",
    "unpublish",
    "older",
    "delete",
    "purge",
    "go_on",
)


def asked():
    """By group: its version, what that asks, and what each module shows of it."""
    found = {}
    for group in Edition.objects.select_related("version"):
        units = list(group.version.units.all())
        shown = {
            (unit.key, function): [
                piece.key
                for step in steps_of(pinned_page(group.version_id, unit), UnitVisit(None, unit), function)
                for piece in step.pieces
                if piece.block.block_type in ("test", "reflection")
            ]
            for unit in units
            if unit.kind == "module"
            for function in ("", FUNCTIONS[0])
        }
        asks = [(u.key, u.required, u.functions, structure_of(u.definition)) for u in units]
        found[group.pk] = (group.version_id, group.version.rule, asks, shown)
    return found


def reached():
    """By enrolment: what is finished, whether it is completed, and how much of how much of its line is done."""
    rows = list(Enrolment.objects.select_related("edition__version").order_by("pk"))
    complete = set(Completion.objects.effective().filter(void=False).values_list("enrolment", flat=True))
    return {
        one.enrolment.pk: (
            set(one.trail.finished),
            one.enrolment.pk in complete,
            sum(step.state == "done" for step in one.line.steps),
            len(one.line.steps),
        )
        for one in lines_of(rows)
    }


@pytest.mark.parametrize("seed", [3, 8])
def test_whatever_authors_do(client, seed):
    authors = Authors(random.Random(seed), client)
    for _step in range(STEPS):
        before, far = asked(), reached()
        act = authors.chance.choice(ACTS)
        getattr(authors, act)()
        after, now = asked(), reached()
        taken = {pk for pk in before if before[pk][0] != after[pk][0]}
        assert len(taken) <= (act == "go_on"), act
        assert {pk: before[pk] for pk in before.keys() - taken} == {pk: after[pk] for pk in before.keys() - taken}, act
        for pk, (finished, complete, _done, _of) in far.items():
            assert finished <= now[pk][0], act
            assert now[pk][1] or not complete, act
        assert all(done <= of for _finished, _complete, done, of in now.values())
