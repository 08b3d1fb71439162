from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition, Enrolment

# What nobody confirmed is deleted after this time; the link in the mail works for as long.
UNCONFIRMED = timedelta(days=7)


class RegistrationQuestion(models.Model):
    """What a group asks of who registers, what for, and how long after the last meeting the answers are kept.

    What is known (function, organisation, diet, access needs) has its own wording in both languages; `text` is the
    wording of an own question. Function and organisation become part of the enrolment, so they have no `kept_days`.
    """

    class Kind(models.TextChoices):
        FUNCTION = "function", _("function")
        ORGANISATION = "organisation", _("organisation")
        DIET = "diet", _("diet")
        ACCESS = "access", _("access needs")
        TEXT = "text", _("a line of text")
        CHOICE = "choice", _("one of several answers")
        YES_NO = "yes_no", _("yes or no")

    PRESETS = (Kind.FUNCTION, Kind.ORGANISATION, Kind.DIET, Kind.ACCESS)
    OWN = (Kind.TEXT, Kind.CHOICE, Kind.YES_NO)
    # Say something about somebody's health or religion: never required, and soon gone.
    SENSITIVE = (Kind.DIET, Kind.ACCESS)
    SENSITIVE_DAYS = 7

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="registration_questions")
    kind = models.CharField(_("kind of answer"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("question"), max_length=300, blank=True)
    purpose = models.CharField(_("what the answer is for"), max_length=300, blank=True)
    options = models.JSONField(_("answers to choose from"), default=list, blank=True)
    required = models.BooleanField(_("has to be answered"), default=False)
    kept_days = models.PositiveSmallIntegerField(_("kept after the last meeting"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("question at registration")
        verbose_name_plural = _("questions at registration")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind"],
                condition=Q(kind__in=["function", "organisation", "diet", "access"]),
                name="leerlijn_question_preset_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["diet", "access"]) | Q(required=False, kept_days__lte=7),
                name="leerlijn_question_sensitive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def sensitive(self) -> bool:
        return self.kind in self.SENSITIVE


class Registration(models.Model):
    """What somebody typed at the foot of an offer: nobody's place yet, until they prove their address by the link.

    Personal data: name and address of who takes part, until the enrolment takes over; of who registered somebody else for
    as long as the group is kept. Unconfirmed ones are deleted after `UNCONFIRMED`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(_("name"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    by_name = models.CharField(_("registered by"), max_length=500, blank=True)
    by_email = models.EmailField(_("address of who registered"), max_length=254, blank=True)
    function = models.CharField(max_length=60, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(_("registered"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="registrations"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["edition", "confirmed_at"]), models.Index(fields=["created_at"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def for_somebody_else(self) -> bool:
        return bool(self.by_email)

    @property
    def proof_address(self) -> str:
        """Where the link goes: whoever opens it has shown that this address is theirs."""
        return self.by_email or self.email


class RegistrationAnswer(models.Model):
    """An answer to a group's question: of a registration until it is confirmed, of the enrolment from then on.

    `chosen` are codes of known answers or the words of own ones, `text` is what was typed. Personal data, of diet and
    access needs sensitive ones: shown in totals only, never exported with a name, deleted after the question's days.
    """

    question = models.ForeignKey(RegistrationQuestion, on_delete=models.CASCADE, related_name="answers")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="registration_answers"
    )
    chosen = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("answer at registration")
        verbose_name_plural = _("answers at registration")
        constraints = [
            models.UniqueConstraint(fields=["question", "registration"], name="leerlijn_answer_registration_once"),
            models.UniqueConstraint(fields=["question", "enrolment"], name="leerlijn_answer_enrolment_once"),
            models.CheckConstraint(
                condition=Q(registration__isnull=False, enrolment__isnull=True)
                | Q(registration__isnull=True, enrolment__isnull=False),
                name="leerlijn_answer_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
