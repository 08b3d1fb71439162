"""The registry of layouts. A host adds its own: `register("mine", MyLayout())` in its app's `ready`."""

from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from certificates.errors import DesignProblem
from certificates.rendering.sheet import Design, Facts
from courses.typesetting.page import Page


class Layout(Protocol):
    """Draws in two parts, so that a batch draws what all its certificates share only once.

    `common` must not use the personal facts: `name`, `latin_name`, `serial_line`, `code`, `address`.
    """

    @property
    def label(self) -> str | Promise: ...

    def check_name(self, name: str) -> None:
        """Raises NameWaits where this cleaned name does not fit, NotCovered where its letters cannot be printed."""

    def common(self, page: Page, design: Design, facts: Facts) -> None: ...

    def personal(self, page: Page, design: Design, facts: Facts) -> None: ...


_layouts: dict[str, Layout] = {}


def register(key: str, layout: Layout) -> None:
    _layouts[key] = layout


def get(key: str) -> Layout:
    """Raises DesignProblem for a key that nobody registered."""
    if key not in _layouts:
        raise DesignProblem(_("This design uses the layout “%(key)s”, which this site does not have.") % {"key": key})
    return _layouts[key]


def choices() -> list[tuple[str, str]]:
    return [(key, str(layout.label)) for key, layout in _layouts.items()]


def _register_ours() -> None:
    from certificates.rendering.layouts.band import Band
    from certificates.rendering.layouts.kader import Kader
    from certificates.rendering.layouts.lijn import Lijn

    register("lijn", Lijn())
    register("kader", Kader())
    register("band", Band())


_register_ours()
