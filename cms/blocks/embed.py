"""Something that stands on another site, such as a film or a board: asked for by its reader, and never before."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.groups import LOOK, PREVIEW
from cms.blocks.texts import SHORT_TEXT_FEATURES

HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
YOUTUBE = ("youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com")
VIMEO = ("vimeo.com", "player.vimeo.com")
CLIP = re.compile(r"[\w-]{6,20}")


def frame_address(address: str) -> str:
    """What is put in a frame for an address; of the two large sites of films the player that remembers least.

    Empty where the address is none that a frame can show: not https, or a host with signs that no policy may hold.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if parts.scheme != "https" or port not in (None, 443) or not HOST.fullmatch(host) or parts.username:
        return ""
    if host in YOUTUBE:
        clip = parse_qs(parts.query).get("v", [parts.path.rstrip("/").rsplit("/", 1)[-1]])[0]
        return f"https://www.youtube-nocookie.com/embed/{clip}" if CLIP.fullmatch(clip) else ""
    if host in VIMEO:
        clip = parts.path.rstrip("/").rsplit("/", 1)[-1]
        return f"https://player.vimeo.com/video/{clip}?dnt=1" if clip.isdigit() and clip.isascii() else ""
    return address.strip()


class EmbedValue(blocks.StructValue):
    @property
    def frame(self) -> str:
        return frame_address(self.get("address") or "")

    @property
    def origin(self) -> str:
        """The one site that the page may show a frame of, as a content policy names it."""
        return f"https://{urlsplit(self.frame).hostname}" if self.frame else ""


class FrameAddressBlock(blocks.URLBlock):
    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value and not frame_address(value):
            raise ValidationError(
                gettext("This can't be shown on the page. Use the address of the page itself; it begins with https://.")
            )
        return value


class EmbedBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    address = FrameAddressBlock(
        label=_("Address"),
        help_text=_(
            "Of the film, the board or the map. The other site hears of a reader only once they ask to see it."
        ),
    )
    about = blocks.RichTextBlock(
        label=_("What is to be seen there"),
        required=False,
        features=SHORT_TEXT_FEATURES,
        help_text=_("For who doesn't want to go to the other site, or when it is gone."),
    )

    class Meta:
        icon = "link-external"
        label = _("From another site")
        description = _("A film, board or map elsewhere. Nothing is fetched before somebody asks for it.")
        template = "leerlijn_cms/blocks/embed.html"
        value_class = EmbedValue
        group = LOOK
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "title": gettext("Map of the neighbourhood"),
                "address": "https://example.org/kaart",
                "about": gettext("<p>Where people meet.</p>"),
            }
