from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.blocks.captions import CaptionsBlock
from cms.blocks.groups import LOOK, PREVIEW
from cms.blocks.texts import SHORT_TEXT_FEATURES, TEXT_FEATURES

SOUND_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav"}
VIDEO_TYPES = {"mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm"}


def _said() -> str:
    return gettext("<p>“I see that you are angry”, says the neighbour. The man sits down.</p>")


class PictureBlock(blocks.StructBlock):
    """A picture says what it shows, or that it is decoration: Wagtail's own block asks for one of the two."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("With the maker's name, if that is asked.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "leerlijn_cms/blocks/picture.html"
        group = LOOK


class RecordingBlock(DocumentChooserBlock):
    """An uploaded file of one of the types that every browser plays."""

    def __init__(self, types: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.types = types or SOUND_TYPES
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value and value.file_extension.lower() not in self.types:
            raise ValidationError(
                gettext("Not every browser plays this file. Use one of these: %(types)s.")
                % {"types": ", ".join(self.types)}
            )
        return value


class ReadingAloudBlock(blocks.StructBlock):
    """A text with its recording: "Listen" stands beside the words that are read."""

    title = blocks.CharBlock(label=_("Title"), required=False, help_text=_("Who speaks, or what the recording is of."))
    text = blocks.RichTextBlock(label=_("The text that is read"), features=TEXT_FEATURES)
    recording = RecordingBlock(label=_("Recording"), types=SOUND_TYPES, help_text=_("An mp3, m4a, ogg or wav file."))

    class Meta:
        icon = "media"
        label = _("Text, read aloud")
        template = "leerlijn_cms/blocks/reading_aloud.html"
        group = LOOK


class AudioBlock(blocks.StructBlock):
    """A recording to listen to: a talk, an interview. A text that is read aloud has a block of its own."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    file = RecordingBlock(label=_("Recording"), types=SOUND_TYPES, help_text=_("An mp3, m4a, ogg or wav file."))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=SHORT_TEXT_FEATURES,
        help_text=_("What is said and what is to be heard, for who can't hear it or would rather read."),
    )

    class Meta:
        icon = "media"
        label = _("Audio")
        description = _("A recording to listen to, with what is said in writing.")
        template = "leerlijn_cms/blocks/audio.html"
        group = LOOK
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {"title": gettext("A talk at the door"), "file": None, "transcript": _said()}


class VideoBlock(blocks.StructBlock):
    """A film, uploaded or elsewhere. One that is elsewhere is a link: nothing is fetched before somebody chooses it."""

    title = blocks.CharBlock(label=_("Title"))
    file = RecordingBlock(label=_("Film"), required=False, types=VIDEO_TYPES, help_text=_("An mp4 or webm file."))
    captions = CaptionsBlock(
        label=_("Captions"),
        required=False,
        help_text=_("What is said, as text in the film: a WebVTT file, whose name ends in .vtt."),
    )
    address = blocks.URLBlock(
        label=_("Or the address of a film elsewhere"),
        required=False,
        help_text=_("It opens in a new window, after somebody chose to go there."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=SHORT_TEXT_FEATURES,
        help_text=_("What is said and what is to be seen, for who can't hear or see it or would rather read."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film, with captions and with what is said in writing.")
        template = "leerlijn_cms/blocks/video.html"
        group = LOOK
        preview_template = PREVIEW
        preview_value = {
            "title": gettext("Two neighbours"),
            "file": None,
            "captions": None,
            "address": "https://example.org/film",
            "transcript": _said(),
        }

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value.get("file") and not value.get("address") and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"file": ValidationError(gettext("Choose a film, or give the address of one."))}
            )
        return value


class DownloadBlock(blocks.StructBlock):
    """A file to take along. Who may read the page may have it, and nobody else."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=200, help_text=_("Empty: the title of the document.")
    )
    file = DocumentChooserBlock(label=_("Document"))
    about = blocks.TextBlock(
        label=_("What it is"), required=False, rows=2, help_text=_("In one sentence: what is it for?")
    )

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A document to take along, such as a form or a sheet to fill in.")
        template = "leerlijn_cms/blocks/download.html"
        group = LOOK
