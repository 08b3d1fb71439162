from __future__ import annotations

import zoneinfo
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from courses.curricula.contract import CurriculumKind
from courses.curricula.models import CurriculumVersion
from courses.facts.models import Fact
from courses.grants.models import Grant, validate_time_zone
from courses.jobs.models import private_storage
from courses.people.functions import function_label
from courses.people.models import Organisation, Person


class Edition(ClusterableModel):
    """One dated run of a curriculum for a group. Imported ones have no version, and so no rule."""

    class Counting(models.TextChoices):
        FULL = "full", _("counts in every project")
        PRIMARY_ONLY = "primary_only", _("counts in the first project only")

    title = models.CharField(_("title"), max_length=300)
    code = models.CharField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=CurriculumKind.choices)
    version = models.ForeignKey(
        CurriculumVersion,
        verbose_name=_("version"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Europe/Amsterdam", validators=[validate_time_zone]
    )
    themes = models.JSONField(_("themes"), default=list, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    language = models.CharField(_("language of the content"), max_length=10, blank=True)
    counting = models.CharField(_("counting"), max_length=12, choices=Counting.choices, default=Counting.FULL)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: as many as want to come.")
    )
    open_for_enrolment = models.BooleanField(_("people can enrol by themselves"), default=False)
    enrol_until = models.DateField(_("enrol until"), null=True, blank=True, help_text=_("The last day, inclusive."))
    waitlist_moves = models.BooleanField(
        _("the waiting list moves by itself"),
        default=True,
        help_text=_("When a place comes free, the first in line is offered it. Stops when the first meeting begins."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offered place"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("Shortly before the first meeting there is less time."),
    )
    # The other record of the same activity, in which this one counts (`courses.editions.same`).
    same_as = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="doubles"
    )
    source = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def today(self) -> date:
        return timezone.localdate(timezone=self.zone)


class EditionFunding(models.Model):
    """That a project pays for an edition; the lowest position is the primary one."""

    # By this name Wagtail's rows can be put in order by hand.
    sort_order_field = "position"

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="funding")
    grant = models.ForeignKey(Grant, verbose_name=_("project"), on_delete=models.PROTECT, related_name="funding")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "grant"], name="leerlijn_funding_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Session(models.Model):
    """One dated meeting of an edition; `headcount` is everybody in the room, those known by name included.

    `unnamed` is how many were there without a name; without a head count everybody is who is known by name and them.
    An edition without meetings has one with `self_paced`, from its first to its last day. A breakout is a meeting in a
    `round`, and only its breakouts have `capacity`, `description` and `label`. With a `part` it holds that part of its
    unit: the unit is done by who was at each part; without one it holds the unit as a whole. At a break (lunch) nobody
    is marked, so it counts nowhere. `net_minutes` is what a trainer fixed: who was there all along has so many.
    """

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    unit_key = models.CharField(max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    headcount = models.PositiveIntegerField(
        _("people in the room"), null=True, blank=True, help_text=_("Everybody, those on the list included.")
    )
    unnamed = models.PositiveIntegerField(_("people without a name"), default=0, editable=False)
    self_paced = models.BooleanField(_("at one's own pace"), default=False)
    round = models.ForeignKey(
        "leerlijn_courses.Round", null=True, blank=True, on_delete=models.CASCADE, related_name="breakouts"
    )
    label = models.CharField(_("kind"), max_length=60, blank=True)
    description = models.TextField(_("what happens"), max_length=2000, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    is_break = models.BooleanField(_("a break, such as lunch"), default=False)
    net_minutes = models.PositiveIntegerField(_("net minutes"), null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="leerlijn_session_times_in_order"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(self_paced=True), name="leerlijn_session_self_paced_once"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The meeting ends before it starts.")})

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


class Enrolment(models.Model):
    """One attempt of one person in one edition; enrolling again is a new row. Completed is derived, never a state."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        ROLE_MODEL = "role_model", _("role model")
        PROFESSIONAL = "professional", _("professional")
        TRAINER = "trainer", _("trainer")
        STAFF = "staff", _("staff")
        DEPLOYED = "deployed", _("deployed")

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        WAITING = "waiting", _("on the waiting list")
        PLACED = "placed", _("placed")
        STOPPED = "stopped", _("stopped")

    TAKING_PART = (Role.PARTICIPANT, Role.ROLE_MODEL, Role.PROFESSIONAL)
    MAKING_IT_HAPPEN = (Role.TRAINER, Role.STAFF, Role.DEPLOYED)
    OPEN = (State.APPLIED, State.WAITING, State.PLACED)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    function = models.CharField(_("function"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
        help_text=_("For which the person takes part."),
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    # The enrolment whose seat passed to this one.
    substitute_for = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="substitute"
    )
    # In which this person reads, where they chose another than the group's or the screen's.
    language = models.CharField(max_length=10, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PLACED)
    enrolled_on = models.DateField(_("enrolled on"))
    placed_on = models.DateField(_("placed on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("stopped on"), null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, editable=False)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["enrolled_on", "pk"]
        constraints = [
            # What other systems recorded is taken as it is; by our own screens nobody is in a group twice at a time.
            models.UniqueConstraint(
                fields=["person", "edition"],
                condition=Q(source="") & ~Q(state="stopped"),
                name="leerlijn_enrolment_open_once",
            ),
        ]
        indexes = [models.Index(fields=["edition", "state"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def takes_part(self) -> bool:
        return self.role in self.TAKING_PART

    @property
    def function_word(self) -> str:
        return function_label(self.function)


class Attendance(Fact):
    """That somebody was, or was not, at a session; of several marks the one recorded last is effective.

    `minutes` is needed for `partial`; without it `present` and `late` have the session's length. `on` is the day for a
    self-paced session and nothing elsewhere.
    """

    SUPERSEDED_BY_SAME = ("person_id", "session_id")
    COUNTS = True

    class Status(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        PARTIAL = "partial", _("partly present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")
        VOID = "void", _("withdrawn mark")

    class Evidence(models.TextChoices):
        SELF = "self", _("own statement")
        TRAINER = "trainer", _("marked by the trainer")
        CODE = "code", _("code in the room")
        SIGNED = "signed", _("signed list")
        COUNTERSIGNED = "countersigned", _("signed and countersigned")

    # Who was there, for figures and statements; and who did what the meeting is for: not who left half-way.
    COUNTED = (Status.PRESENT, Status.LATE, Status.PARTIAL)
    DONE = (Status.PRESENT, Status.LATE)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(_("attendance"), max_length=8, choices=Status.choices)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=13, choices=Evidence.choices, blank=True)
    # Why it was recorded after the period it belongs to had been reported (`courses.editions.closed`).
    reason = models.CharField(_("why so late"), max_length=300, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["person", "session", "recorded_at"], name="leerlijn_attendance_moment"),
            models.CheckConstraint(
                condition=~Q(status="partial") | Q(minutes__isnull=False), name="leerlijn_attendance_partial_minutes"
            ),
        ]
        indexes = [models.Index(fields=["session", "person"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class EditionDocument(models.Model):
    """A file for the group only: the programme, a route, a reader. Private: served to who is in the group."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), storage=private_storage, upload_to="editions/%Y/", max_length=250)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.title


class CodeSeries(models.Model):
    """The last number given out in a series of codes people read; advanced under a lock."""

    name = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "leerlijn_courses"

    def __str__(self) -> str:
        return f"{self.name}-{self.last}"
