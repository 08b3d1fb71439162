"""Two authors publish parts of one programme in the same moment: what is pinned has both."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import transaction
from wagtail.models import Locale

from cms.models import ModulePage
from courses.curricula.pinning import latest_version
from tests.factories import ModulePageFactory, published

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize("translated", [False, True], ids=["two modules", "a module in two languages"])
def test_neither_pins_the_other_away(at_once, translated):
    module = ModulePageFactory(title="Een")
    offer = module.get_parent().specific
    if translated:
        english = Locale.objects.get_or_create(language_code="en")[0]
        published(offer.copy_for_translation(english, copy_parents=True))
        other = published(module.copy_for_translation(english))
    else:
        other = ModulePageFactory(parent=offer, title="Twee")
    begun = threading.Event()

    def first():
        with transaction.atomic():
            corrected(module)
            begun.set()
            # The other one is by now in the middle of publishing, and waits.
            time.sleep(1)

    def second():
        assert begun.wait(10)
        corrected(other)

    assert at_once(first, second) == [None, None]
    version = latest_version(offer)
    for page in (module, other):
        live = ModulePage.objects.get(pk=page.pk)
        assert live.title.endswith("!")
        assert version.pins.get(page=page.pk).revision_id == live.live_revision_id
    titles = [title for unit in version.units.filter(kind="module") for title in unit.titles.values()]
    assert all(title.endswith("!") for title in titles)


def corrected(module):
    page = ModulePage.objects.get(pk=module.pk)
    page.title += "!"
    published(page)
