"""Which design an edition's certificates have, and whether it gives any."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext as _

from certificates.errors import DesignProblem
from certificates.models import Award, Design, Kind
from courses.editions.models import Edition

STANDARD = "standard"


def standard_design() -> Design:
    """The design that serves where nobody chose one, made on first use; its texts are the standard ones."""
    return Design.objects.get_or_create(slug=STANDARD, defaults={"name": "Leerlijn"})[0]


def award_of(edition: Edition, kind: Kind | str) -> Award | None:
    """The award that decides: the edition's own, else its curriculum's."""
    where = Q(edition=edition)
    if edition.version:
        where |= Q(translation_key=edition.version.translation_key)
    return (
        Award.objects.filter(where, kind=kind)
        .select_related("design")
        .order_by(F("edition").asc(nulls_last=True))
        .first()
    )


def design_of(edition: Edition, kind: Kind | str) -> Design | None:
    """The design to issue with, None where none of this kind is given; raises DesignProblem for an unpublished one."""
    award = award_of(edition, kind)
    design = award.design if award else standard_design()
    if design and not design.live:
        raise DesignProblem(_("The design “%(name)s” is not published yet.") % {"name": design.name})
    return design


def set_award(*, edition: Edition, kind: Kind | str, design: Design | None) -> Award:
    """Let this edition give certificates of this kind by this design, or (without one) none."""
    return Award.objects.update_or_create(edition=edition, kind=kind, defaults={"design": design})[0]


def clear_award(*, edition: Edition, kind: Kind | str) -> None:
    """Let this edition do again as its curriculum does."""
    Award.objects.filter(edition=edition, kind=kind).delete()
