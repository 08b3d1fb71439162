"""Under which heading a block stands where an author chooses one, and what its example is shown in."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

READ = pgettext_lazy("blocks", "To read")
LOOK = pgettext_lazy("blocks", "To see, hear and take along")
DO = pgettext_lazy("blocks", "To do, alone or together")
ASK = pgettext_lazy("blocks", "To answer")
SOME = pgettext_lazy("blocks", "For some")

PREVIEW = "leerlijn_cms/block_preview.html"
