from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.blocks.library import CardsBlock, LibraryBodyBlock, MakersBlock, SourcesBlock
from cms.forms import PublishableForm
from cms.library.stemming import stems, tails


class LibraryPage(Page):
    """The library: tools, dossiers and stories below this page, to be found by setting, audience, theme and more."""

    lead = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences above the list."))
    network = models.ForeignKey(
        "leerlijn_courses.Organisation",
        verbose_name=_("network"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "The organisation that runs this library. Its coordinators decide who joins and who gets what is on request; "
            "who takes part in it has the members' material."
        ),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("network")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    subpage_types = ["leerlijn_cms.ToolPage", "leerlijn_cms.DossierPage", "leerlijn_cms.StoryPage"]
    template = "leerlijn_cms/library.html"

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.library.finding import find

        return {**super().get_context(request, *args, **kwargs), **find(self, request.GET)}

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        if path_components == ["join"] and self.live:
            return RouteResult(self, kwargs={"parts": ("join",)})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, parts: tuple[str, ...] = (), **kwargs: Any) -> Any:
        from cms.library.serving import serve_library

        if parts:
            return serve_library(self, request, parts)
        return super().serve(request, *args, **kwargs)


class Kind(models.TextChoices):
    """What something in the library is; the first five are kinds of tool."""

    METHOD = "method", _("method")
    CONVERSATION_CARD = "conversation_card", _("conversation card")
    FORM = "form", pgettext_lazy("kind of tool", "form")
    HANDBOOK = "handbook", _("handbook")
    SOCIAL_MAP = "social_map", _("social map")
    DOSSIER = "dossier", _("dossier")
    STORY = "story", _("story")


TOOL_KINDS = [(kind.value, kind.label) for kind in Kind if kind not in (Kind.DOSSIER, Kind.STORY)]


class ToolForm(PublishableForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].choices = TOOL_KINDS


class Licence(models.TextChoices):
    CC0 = "cc0", _("free of rights (CC0)")
    BY = "by", _("free to use with the maker's name (CC BY 4.0)")
    BY_SA = "by-sa", _("free to use with the maker's name, and to share alike (CC BY-SA 4.0)")
    BY_NC_SA = "by-nc-sa", _("free to use, not to sell, with the maker's name, and to share alike (CC BY-NC-SA 4.0)")
    ASK = "ask", _("all rights with the maker: ask first")

    @property
    def address(self) -> str:
        """Where the licence is explained; empty for none of the known ones."""
        if self == Licence.ASK:
            return ""
        part = "publicdomain/zero/1.0" if self == Licence.CC0 else f"licenses/{self.value}/4.0"
        return f"https://creativecommons.org/{part}/"


class LibraryItemPage(Page):
    """Something in the library. Authors choose one of the three types below; lists and searches ask here."""

    class For(models.TextChoices):
        EVERYBODY = "everybody", _("everybody")
        MEMBERS = "members", _("members of participating organisations")
        REQUEST = "request", _("on request")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.METHOD)
    lead = models.TextField(
        _("introduction"), help_text=_("What it is, in two or three sentences. Everybody may read this.")
    )
    body = StreamField(LibraryBodyBlock(), verbose_name=_("content"), blank=True)
    available_to = models.CharField(
        _("for"),
        max_length=10,
        choices=For.choices,
        default=For.EVERYBODY,
        help_text=_("Who is not meant sees the title and the introduction, and how to get the rest."),
    )
    only_members = ParentalManyToManyField(
        "leerlijn_courses.Organisation",
        verbose_name=_("only these members"),
        blank=True,
        related_name="+",
        help_text=_("For members: leave empty for all participating organisations."),
    )
    licence = models.CharField(_("licence"), max_length=10, choices=Licence.choices, blank=True)
    made_by = models.CharField(
        _("made by"), max_length=300, blank=True, help_text=_("People, as they want to be named.")
    )
    makers = StreamField(MakersBlock(), verbose_name=_("organisations that made it"), blank=True)
    dated = models.DateField(
        _("from"), default=timezone.localdate, help_text=_("When it was made, or when the story happened.")
    )
    themes = ClusterTaggableManager(through="leerlijn_cms.LibraryTheme", blank=True, verbose_name=_("themes"))
    audiences = ClusterTaggableManager(through="leerlijn_cms.LibraryAudience", blank=True, verbose_name=_("audiences"))
    used_in = ClusterTaggableManager(through="leerlijn_cms.LibrarySetting", blank=True, verbose_name=_("settings"))
    regions = ClusterTaggableManager(through="leerlijn_cms.LibraryRegion", blank=True, verbose_name=_("regions"))

    fixed_kind: ClassVar[Kind | None] = None
    is_creatable = False
    base_form_class = PublishableForm
    parent_page_types = ["leerlijn_cms.LibraryPage"]
    subpage_types: list[str] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("open_words"),
        index.AutocompleteField("open_stems"),
    ]
    template = "leerlijn_cms/library_item.html"

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("library item")
        verbose_name_plural = _("library items")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.fixed_kind is not None:
            self.kind = self.fixed_kind
        super().full_clean(*args, **kwargs)

    @property
    def licence_address(self) -> str:
        return Licence(self.licence).address if self.licence else ""

    def open_words(self) -> str:
        """What anybody may find this by. What is not for everybody is in no index at all, so no search tells of it."""
        facets = [self.themes, self.audiences, self.used_in, self.regions]
        labels = [word for facet in facets for tag in facet.all() for word in (tag.name, tag.name_en)]
        parts = [str(Kind(self.kind).label), self.made_by, *labels]
        if self.available_to == self.For.EVERYBODY:
            parts += self._body_texts()
        return " ".join(parts)

    def open_stems(self) -> str:
        found = dict.fromkeys(stems(f"{self.title} {self.lead} {self.open_words()}"))
        return " ".join(dict.fromkeys([*found, *(tail for stem in found for tail in tails(stem))]))

    def _body_texts(self) -> list[str]:
        return self.body.stream_block.get_searchable_content(self.body)

    def files(self) -> Iterator[Any]:
        """The files that stand on this page."""
        for block in self.body:
            if block.block_type in ("picture", "download"):
                file = block.value["picture" if block.block_type == "picture" else "file"]
                if file is not None:
                    yield file

    def given_address(self, code: str) -> str:
        """Where who asked for this and got it opens it, by the code of their link."""
        return f"{self.full_url}given/{code}/"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """A page's files and cards stand below its own address, and are given by whoever gives the page."""
        if path_components and self.live:
            return RouteResult(self, kwargs={"parts": tuple(path_components)})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, parts: tuple[str, ...] = (), **kwargs: Any) -> HttpResponse:
        from cms.library.serving import serve

        return serve(self, request, parts)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cms.library.serving import serve_preview

        return serve_preview(self, request)


def _panels(first: list[Panel], last: list[Panel]) -> list[Panel]:
    return [
        *Page.content_panels,
        FieldPanel("lead"),
        *first,
        FieldPanel("body"),
        *last,
        MultiFieldPanel(
            [FieldPanel("available_to"), FieldPanel("only_members"), FieldPanel("licence")], heading=_("Who may use it")
        ),
        MultiFieldPanel([FieldPanel("made_by"), FieldPanel("makers"), FieldPanel("dated")], heading=_("Made by")),
        MultiFieldPanel(
            [FieldPanel("used_in"), FieldPanel("audiences"), FieldPanel("themes"), FieldPanel("regions")],
            heading=_("To be found by"),
            help_text=_("Type the first letters and choose from the list. Editors add new words."),
        ),
    ]


class ToolPage(LibraryItemPage):
    """A method card: what somebody needs who wants to do this with a group tomorrow."""

    group_from = models.PositiveSmallIntegerField(
        _("group size from"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    group_to = models.PositiveSmallIntegerField(
        _("group size up to"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("How long it takes.")
    )
    material = models.TextField(_("material"), blank=True, help_text=_("What you need, one thing on each line."))
    cards = StreamField(
        CardsBlock(),
        verbose_name=_("cards"),
        blank=True,
        help_text=_("They print four on a sheet of paper, to be cut."),
    )

    is_creatable = True
    base_form_class = ToolForm
    template = "leerlijn_cms/library_item.html"
    content_panels = _panels(
        [
            FieldPanel("kind"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("group_from"), FieldPanel("group_to"), FieldPanel("minutes")]),
                    FieldPanel("material"),
                ],
                heading=_("Practical"),
            ),
        ],
        [FieldPanel("cards")],
    )

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("tool")
        verbose_name_plural = _("tools")

    @property
    def material_list(self) -> list[str]:
        return [line.strip() for line in self.material.splitlines() if line.strip()]

    def _body_texts(self) -> list[str]:
        return [*super()._body_texts(), *self.cards.stream_block.get_searchable_content(self.cards), self.material]


class DossierPage(LibraryItemPage):
    """What is known about something, with the sources it rests on."""

    sources = StreamField(SourcesBlock(), verbose_name=_("sources"), blank=True)
    change_note = models.TextField(
        _("what changed"),
        blank=True,
        max_length=500,
        help_text=_(
            "For authors who cite this, in a sentence. They hear of every change but small corrections; "
            "what you write here they hear in any case."
        ),
    )
    review_on = models.DateField(
        _("to be looked at again on"), null=True, blank=True, help_text=_("Knowledge ages. Readers see this day.")
    )

    fixed_kind = Kind.DOSSIER
    is_creatable = True
    template = "leerlijn_cms/library_item.html"
    content_panels = _panels([], [FieldPanel("sources"), FieldPanel("review_on"), FieldPanel("change_note")])

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def _body_texts(self) -> list[str]:
        return [*super()._body_texts(), *self.sources.stream_block.get_searchable_content(self.sources)]


class StoryPage(LibraryItemPage):
    """A story of practice: what happened somewhere, told by who was there."""

    series = models.CharField(
        _("series"), max_length=200, blank=True, help_text=_("Under which name such stories are collected.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    agreed_to_pictures = models.BooleanField(
        _("everybody in the pictures agreed to be shown"),
        default=False,
        help_text=_("Ask them, and tell them where it will be seen. Without it no picture is published."),
    )

    fixed_kind = Kind.STORY
    is_creatable = True
    template = "leerlijn_cms/library_item.html"
    content_panels = _panels(
        [FieldRowPanel([FieldPanel("series"), FieldPanel("place")])], [FieldPanel("agreed_to_pictures")]
    )

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("story of practice")
        verbose_name_plural = _("stories of practice")

    def _body_texts(self) -> list[str]:
        return [*super()._body_texts(), self.series, self.place]
