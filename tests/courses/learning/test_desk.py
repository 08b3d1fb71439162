"""What is shared with the trainer is read by the trainer alone."""

import pytest
from django.urls import reverse

from courses.audit.models import Access
from courses.editions.models import Enrolment
from courses.learning.reflecting import save_reflection, share_reflection
from courses.people.assigning import assign
from courses.people.models import Assignment
from tests import factories as f

pytestmark = pytest.mark.django_db
SECRET = "Ik schrok van mezelf."


@pytest.fixture
def shared():
    module = f.CurriculumUnitFactory(titles={"nl": "Luisteren", "en": "Listening"})
    enrolment = f.EnrolmentFactory(edition=f.EditionFactory(version=module.version))
    save_reflection(enrolment, f"{module.key}:thought", SECRET, by=None)
    share_reflection(enrolment, f"{module.key}:thought", shared=True, by=None)
    return enrolment


def page(client, edition, account) -> str:
    assign(account, edition.organisation, Assignment.Role.TRAINER, by=None)
    client.force_login(account)
    return client.get(reverse("leerlijn_editions:edition", args=[edition.pk])).content.decode()


def trainer_of(edition):
    person = f.PersonWithAccountFactory()
    f.EnrolmentFactory(edition=edition, person=person, role=Enrolment.Role.TRAINER)
    return person.account


def test_the_trainer_of_the_group_reads_it_and_that_is_written_down(client, shared):
    trainer = trainer_of(shared.edition)
    shown = page(client, shared.edition, trainer)
    assert SECRET in shown
    assert "Luisteren" in shown
    assert Access.objects.get(kind="reflection").by == trainer


def test_a_coordinator_and_a_site_admin_do_not(client, shared):
    coordinator = f.UserFactory()
    assign(coordinator, shared.edition.organisation, Assignment.Role.COORDINATOR, by=None)
    for account in (coordinator, f.SuperuserFactory()):
        shown = page(client, shared.edition, account)
        assert shared.edition.title in shown
        assert SECRET not in shown


def test_what_is_no_longer_shared_or_whose_writer_left_is_not_shown(client, shared):
    trainer = trainer_of(shared.edition)
    Enrolment.objects.filter(pk=shared.pk).update(state=Enrolment.State.STOPPED)
    assert SECRET not in page(client, shared.edition, trainer)
