from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition, Session
from courses.grants.models import Grant
from courses.people.models import Organisation


class ErasedTally(models.Model):
    """So many erased people, visits, completions… on a day: what figures need of them, and nothing that leads to one.

    There is no key of a person, and no two rows can be told to be about the same one: all rows of a project are written
    anew, in the order of what they say, each time somebody is added. `after` is the day of the same person's visit before
    this one, empty where there was none: so that "how many people were active from day to day" can be told for any period
    (a person counts at the first of their days in it). `number` can be below zero: what another project's term still
    keeps is counted from its facts, and taken off here.

    Of one project (or of a programme as a whole), all of it or what one organisation organises; as a whole, or one row of
    a table (`dimension`, `value`). Background, function and home organisation are not kept.

    `known_at` is the moment at which what the row says became known (empty: it was always so), so that figures as known at a
    moment of before stay what they were. It is the whole hour after the recording, never the moment itself, which would tell
    rows that were recorded together from others.
    """

    grant = models.ForeignKey(Grant, null=True, blank=True, on_delete=models.PROTECT, related_name="erased")
    programme = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="erased_tallies"
    )
    dimension = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=300, blank=True)
    what = models.CharField(max_length=40)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="erased_tallies")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="erased_tallies")
    after = models.DateField(null=True, blank=True)
    day = models.DateField()
    number = models.BigIntegerField()
    known_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("tally of erased people")
        verbose_name_plural = _("tallies of erased people")
        indexes = [models.Index(fields=["grant", "dimension"]), models.Index(fields=["programme"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
