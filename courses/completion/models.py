from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition, Enrolment
from courses.facts.models import Fact
from courses.people.models import Person


class Completion(Fact):
    """The dated fact that an enrolment met its rule. `void` takes an earlier one back.

    `completed_on` is the local day of the latest fact the rule needed; `rule` is the rule as it then stood, empty where
    another system or a person decided.
    """

    SUPERSEDED_BY_SAME = ("person_id", "edition_id")
    COUNTS = True

    class Origin(models.TextChoices):
        RULE = "rule", _("by its rule")
        PERSON = "person", _("decided by a coordinator")
        IMPORT = "import", _("imported")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="completions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="completions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="completions")
    completed_on = models.DateField(_("completed on"))
    void = models.BooleanField(_("taken back"), default=False)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.RULE)
    rule = models.JSONField(default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.UniqueConstraint(fields=["person", "edition", "recorded_at"], name="leerlijn_completion_moment"),
        ]
        indexes = [models.Index(fields=["edition", "person"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
