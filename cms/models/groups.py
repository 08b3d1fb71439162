from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow


class WorkGroup(models.Model):
    """Which of Wagtail's groups does which work: of one organisation, or (without one) of the whole site.

    `given` names the rights that this group ever got from us. What is added to the plugin later is given once; what a site
    takes away stays away. A group is known by this row, so a site may give it another name.
    """

    class Kind(models.TextChoices):
        AUTHORS = "authors", _("write and hand in")
        EDITORS = "editors", _("look at it and publish")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    organisation = models.ForeignKey(
        "leerlijn_courses.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="leerlijn_work")
    workflow = models.ForeignKey(Workflow, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    given = models.JSONField(default=list, blank=True)

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("group that writes or publishes")
        verbose_name_plural = _("groups that write or publish")
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(organisation__isnull=True), name="leerlijn_workgroup_of_site"
            ),
            models.UniqueConstraint(
                fields=["kind", "organisation"],
                condition=Q(organisation__isnull=False),
                name="leerlijn_workgroup_of_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.group_id}"
