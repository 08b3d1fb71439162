"""What a page of the library is made of."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.citing import CitationBlock
from cms.blocks.texts import QuoteBlock, TextBlock

LIBRARY_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class FileChooserBlock(blocks.ChooserBlock):
    """A file of the library, kept privately and given by the page it stands on."""

    @cached_property
    def target_model(self) -> Any:
        from cms.models.files import LibraryFile

        return LibraryFile

    @cached_property
    def widget(self) -> Any:
        from cms.library.choosing import file_chooser

        return file_chooser.widget_class()

    class Meta:
        icon = "doc-full-inverse"


class PrivatePictureBlock(blocks.StructBlock):
    picture = FileChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("With the maker's name, if that is asked.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "leerlijn_cms/blocks/library_picture.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        picture = value.get("picture")
        if picture is not None and not picture.is_picture:
            raise blocks.StructBlockValidationError(
                block_errors={"picture": ValidationError(gettext("This file is no picture. Add it as a download."))}
            )
        return value


class DownloadBlock(blocks.StructBlock):
    file = FileChooserBlock(label=_("File"))
    about = blocks.CharBlock(label=_("What it is"), required=False)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "leerlijn_cms/blocks/library_download.html"


class StepBlock(blocks.StructBlock):
    """One step of a tool; steps in a row are numbered together."""

    title = blocks.CharBlock(label=_("Step"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1, max_value=600)
    text = blocks.RichTextBlock(label=_("What you do"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "leerlijn_cms/blocks/step.html"


class LibraryBodyBlock(blocks.StreamBlock):
    text = TextBlock(features=LIBRARY_FEATURES)
    step = StepBlock()
    picture = PrivatePictureBlock()
    quote = QuoteBlock()
    download = DownloadBlock()
    citation = CitationBlock()


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.TextBlock(label=_("Text"), rows=3, max_length=400, help_text=_("As much as fits on a card."))

    class Meta:
        icon = "form"
        label = _("Card")


class CardsBlock(blocks.StreamBlock):
    card = CardBlock()


class SourceBlock(blocks.StructBlock):
    """A source as somebody else can find it again."""

    author = blocks.CharBlock(label=_("Author or organisation"), required=False, max_length=300)
    title = blocks.CharBlock(label=_("Title"), max_length=500)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1000, max_value=2299)
    address = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Where it can be read."))
    accessed = blocks.DateBlock(label=_("Read on"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class SourcesBlock(blocks.StreamBlock):
    source = SourceBlock()


class MakerBlock(blocks.StructBlock):
    """Who made it, with a logo that everybody may see."""

    name = blocks.CharBlock(label=_("Name"), max_length=200)
    logo = ImageChooserBlock(label=_("Logo"), required=False)
    address = blocks.URLBlock(label=_("Their site"), required=False)

    class Meta:
        icon = "group"
        label = _("Maker")


class MakersBlock(blocks.StreamBlock):
    maker = MakerBlock()
