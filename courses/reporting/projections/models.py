"""Rows that can be made again at any time. They hold nobody back: no key here is enforced, and nothing cascades."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.grants.models import Grant
from courses.people.models import Organisation, Person


class SurvivingRecord(models.Model):
    """As which record a merged one survives, by the joinings known now; who is not here survives as themselves."""

    record = models.OneToOneField(
        Person, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    survivor = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")

    class Meta:
        app_label = "leerlijn_courses"

    def __str__(self) -> str:
        return f"{self.record_id} → {self.survivor_id}"


class PersonSession(models.Model):
    """A counted attendance, or with `deployed` one of somebody at work, on a day of a project.

    As everywhere here `person` is the surviving record, and `session` and `edition` are the ones that count. After a merge
    a person can have several in one session: all of them are `repeated`, and each but the first knows the day of the one
    before, so that a pair of person and session is counted in a period by its first row there.
    """

    grant = models.ForeignKey(Grant, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    attendance = models.ForeignKey(
        Attendance, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    edition = models.ForeignKey(
        Edition, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    session = models.ForeignKey(
        Session, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    day = models.DateField()
    seconds = models.BigIntegerField()
    self_paced = models.BooleanField()
    deployed = models.BooleanField()
    repeated = models.BooleanField()
    previous_day = models.DateField(null=True)

    class Meta:
        app_label = "leerlijn_courses"
        constraints = [
            models.UniqueConstraint(fields=["grant", "attendance"], name="leerlijn_person_session_once"),
        ]
        # A report reads the first two instead of the rows, in the order in which it adds up: by person, and by meeting.
        indexes = [
            models.Index(
                fields=["grant", "person", "day", "previous_day", "deployed"], name="leerlijn_visits_by_person"
            ),
            models.Index(
                fields=["grant", "session", "edition", "day", "previous_day", "deployed", "repeated", "seconds"],
                name="leerlijn_visits_by_session",
            ),
            models.Index(fields=["grant", "day"], condition=Q(deployed=True), name="leerlijn_visits_at_work"),
            models.Index(fields=["grant", "day"], condition=Q(repeated=True), name="leerlijn_visits_repeated"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PersonEdition(models.Model):
    """Somebody's enrolment in a group that counts in a project, as far as there is anything to count.

    `first_day` and `completed_on` are the enrolment's own; `stands_in` says that a part of this trajectory was attended.
    A person and a group are one pair, whatever the number of enrolments: `attended` holds for the pair, and `began_on`
    and `finished_on` are the pair's, on one of its rows only.
    """

    grant = models.ForeignKey(Grant, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=12)
    function = models.CharField(max_length=60, blank=True)
    home_organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    first_day = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    stands_in = models.BooleanField()
    attended = models.BooleanField()
    began_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)

    class Meta:
        app_label = "leerlijn_courses"
        constraints = [
            models.UniqueConstraint(fields=["grant", "person", "enrolment"], name="leerlijn_person_edition_once"),
        ]
        indexes = [
            models.Index(fields=["grant", "enrolment", "first_day"], name="leerlijn_pairs_by_enrolment"),
            models.Index(
                fields=["grant", "person", "first_day", "began_on", "finished_on"], name="leerlijn_pairs_by_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PersonProject(models.Model):
    """Somebody who entered a project, with what was known of them then.

    `edition`, `session` and `enrolment` are of the first counted attendance (of equals the session that starts first,
    then the lower ids). `age` is completed years on the entry day, none without a birth date; `answers` has a value per
    dimension, none where nobody asked. `first_finished_on` is the day of the first completion. `last_day` is that of the
    last counted attendance, and `contacts` the number of meetings in all: of who came within a period alone no visit has to
    be looked up.

    Personal data: background answers, some of them special categories; they go when the answers go.
    """

    grant = models.ForeignKey(Grant, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    entry = models.DateField()
    edition = models.ForeignKey(
        Edition, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    session = models.ForeignKey(
        Session, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    age = models.IntegerField(null=True)
    answers = models.JSONField(default=dict)
    first_finished_on = models.DateField(null=True)
    last_day = models.DateField()
    contacts = models.PositiveIntegerField()

    class Meta:
        app_label = "leerlijn_courses"
        constraints = [
            models.UniqueConstraint(fields=["grant", "person"], name="leerlijn_person_project_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class AwaitedFact(models.Model):
    """From when on these rows may be out of date: a fact about a person is recorded for a moment to come.

    Without a person all rows are: a site had facts before it had projections. Until the rows are made again, reports of
    now are read from the facts.
    """

    person = models.ForeignKey(
        Person, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    moment = models.DateTimeField()

    class Meta:
        app_label = "leerlijn_courses"
        indexes = [models.Index(fields=["moment"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
