from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.facts.models import Fact


class Organisation(models.Model):
    """Who organises, takes part, pays or works together: a municipality, a foundation, a school, a business."""

    class Kind(models.TextChoices):
        LOCAL_GOVERNMENT = "local_government", _("local government")
        GOVERNMENT = "government", _("other government")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        EDUCATION = "education", _("education")
        BUSINESS = "business", _("business")
        FAITH = "faith", _("faith community")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True, help_text=_("Of the contact person."))
    keeper = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="kept_organisations"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """What an account may do for an organisation. Whom it may see follows from here (`courses.people.access`)."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        TRAINER = "trainer", _("trainer")
        FIELDWORKER = "fieldworker", _("field worker")
        LINKER = "linker", _("linker")
        AUTHOR = "author", _("author")
        EDITOR = "editor", _("editor")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="leerlijn_assignments",
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="assignments"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["account", "organisation", "role"], name="leerlijn_assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"


class Person(models.Model):
    """A human being the programme knows; may have no account, no e-mail address and no birth date.

    Personal data: the name for the certificate, e-mail and phone to reach somebody, the birth date only where a funder
    asks for ages. `__str__` is a number, since logs keep what it says.
    """

    name = models.CharField(
        _("name"), max_length=500, help_text=_("As the person writes it. This is how it is printed on a certificate.")
    )
    latin_name = models.CharField(
        _("spelling in Latin script"),
        max_length=500,
        blank=True,
        help_text=_("Only if the name is written in another script. It is used where that script can't be printed."),
    )
    email = models.EmailField(
        _("e-mail address"), max_length=254, blank=True, help_text=_("For invitations and news about the group.")
    )
    phone = models.CharField(_("phone number"), max_length=40, blank=True, help_text=_("To call when plans change."))
    birth_date = models.DateField(
        _("date of birth"), null=True, blank=True, help_text=_("Only if a funder asks how old participants are.")
    )
    language = models.CharField(_("language"), max_length=10, blank=True, help_text=_("For mails and certificates."))
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="leerlijn_person",
    )
    # Made for a card, by nobody who proved an address: it gives way to an account of the person's own.
    account_stands_in = models.BooleanField(default=False, editable=False)
    keeper = models.ForeignKey(
        Organisation,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="kept_persons",
        help_text=_("The organisation that recorded this person; empty when the person came by themselves."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes = [
            models.Index(fields=["email"]),
            models.Index(fields=["name"]),
            # Every report of now asks whether anybody was erased.
            models.Index(fields=["id"], condition=Q(erased_at__isnull=False), name="leerlijn_person_erased"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class LinkRequest(models.Model):
    """The question which of several persons an account is; a coordinator answers it, once.

    Personal data: the addresses this account proved. `person` stays empty when none of them was right.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="leerlijn_link_request",
    )
    addresses = models.JSONField(_("proven addresses"), default=list)
    asked_at = models.DateTimeField(_("since"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("account to be linked")
        verbose_name_plural = _("accounts to be linked")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ErasureRequest(models.Model):
    """That somebody asked to be erased, by their account or the address of their own page. Goes with them when they are.

    `settled_at` says that it was answered otherwise: they changed their mind, or were told why it has to wait.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasure_requests")
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("request to be erased")
        verbose_name_plural = _("requests to be erased")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(settled_at__isnull=True), name="leerlijn_erasure_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Membership(models.Model):
    """That a person works for, or takes part on behalf of, an organisation. Leaving ends it and deletes nothing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(_("function"), max_length=60, blank=True)
    from_day = models.DateField(_("from"), null=True, blank=True)
    until_day = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until_day__isnull=True),
                name="leerlijn_membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(from_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="leerlijn_membership_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Answer(models.Model):
    """What a person answered to a background question, from a day on. A later answer never rewrites an earlier one.

    `declined` and `no_answer` are answers; nobody asked means no row.
    """

    DECLINED: ClassVar[str] = "declined"
    NO_ANSWER: ClassVar[str] = "no_answer"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="answers")
    dimension = models.CharField(max_length=60)
    value = models.CharField(max_length=100)
    valid_from = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(max_length=200, blank=True)
    # Why it was typed in after the period it counts in was reported.
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["dimension", "person"])]

    def __str__(self) -> str:
        return f"{self.dimension} {self.pk}"


class Merge(models.Model):
    """That two records are one human being (or, as a split, after all not). Moves no row: counting resolves it.

    A merge says `person` is `other`, who survives; a split takes `person` away from `other` again.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("joined")
        SPLIT = "split", _("taken apart")

    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.MERGE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_into")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("joining of persons")
        verbose_name_plural = _("joinings of persons")
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="leerlijn_merge_not_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Consent(Fact):
    """What a person said to being written down, on a day: yes, no, or no longer. Nobody asked means no row.

    `text_version` says which words they agreed to (`courses.people.consenting`); `how` how they said it.
    """

    SUPERSEDED_BY_SAME = ("person_id", "purpose")

    class Purpose(models.TextChoices):
        RECORD = "record", _("keeping name, phone number and activities")

    class Said(models.TextChoices):
        GIVEN = "given", _("yes")
        DECLINED = "declined", _("no")
        WITHDRAWN = "withdrawn", _("no longer")

    class How(models.TextChoices):
        SPOKEN = "spoken", _("in a talk")
        PAPER = "paper", _("on paper")
        SELF = "self", _("by themselves")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.RECORD)
    said = models.CharField(_("answer"), max_length=9, choices=Said.choices)
    on = models.DateField(_("on"))
    how = models.CharField(_("how"), max_length=6, choices=How.choices)
    text_version = models.CharField(max_length=20)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["person", "purpose"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
