"""The masterclass's own certificate design, signed by an invented trainer."""

from __future__ import annotations

from certificates.models import Award, Design, DesignSignatory
from courses.curricula.models import CurriculumVersion

from .logins import AUTHOR_AND_TRAINER

SLUG = "doorbreek-de-bubbel"


def make_design(version: CurriculumVersion) -> Design:
    """The design, and that the programme's certificates are made with it; one that is there stays as it is."""
    design = Design.objects.filter(slug=SLUG).first()
    if design is None:
        design = Design.objects.create(slug=SLUG, name="Doorbreek de bubbel", issuer="DoeDemocratie.nu met de VNG")
        DesignSignatory.objects.create(design=design, name=AUTHOR_AND_TRAINER.name, function="trainer (verzonnen)")
        Award.objects.create(page=version.page, design=design)
    return design
