"""The demo's pages: a catalogue with the five programmes, written and published as an author would."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, Site

from cms.authors import let_work_on
from cms.models import (
    AudienceTag,
    CataloguePage,
    CurriculumPage,
    MasterclassPage,
    ModulePage,
    ThemeTag,
    TrainingPage,
    TrajectoryPage,
)
from courses.curricula.models import CurriculumVersion
from courses.curricula.pinning import latest_version, pin_version

from .bank import ids_in
from .programmes import PROGRAMMES
from .programmes.labels import AUDIENCES, THEMES
from .programmes.schema import Module, Programme, ReadAloud, Translation
from .streams import body_of, guide_of, outline_of, reflection_key

MEDIA = Path(__file__).parent / "media"
P = TypeVar("P", bound=Page)
KINDS = {"masterclass": MasterclassPage, "training": TrainingPage, "trajectory": TrajectoryPage}
CATALOGUE = {
    "title": "Aanbod",
    "slug": "aanbod",
    "lead": "Leren over samenleven, verschil en conflict. Kies wat bij je past.",
}
CATALOGUE_EN = {
    "title": "On offer",
    "slug": "offer",
    "lead": "Learning about living together, difference and conflict. Choose what suits you.",
}


def make_pages(catalogue: CataloguePage, *, by: Any) -> dict[str, CurriculumVersion]:
    """The version of each programme by its slug. Pages that are there are left alone, whatever was changed in them."""
    _make_labels()
    pages: dict[str, CurriculumPage] = {}
    versions = {}
    for programme in PROGRAMMES:
        page = CurriculumPage.objects.child_of(catalogue).filter(slug=programme.slug).specific().first()
        if page is None:
            page = _make_programme(catalogue, programme, {slug: other.pk for slug, other in pages.items()}, by)
            if programme.english:
                _translate(page, programme, programme.english, by)
        pages[programme.slug] = page
        versions[programme.slug] = latest_version(page) or pin_version(page, by=by)
    return versions


def first_reflection(slug: str) -> str:
    """The key of the first reflection in a programme."""
    first = next(programme for programme in PROGRAMMES if programme.slug == slug).modules[0]
    page = ModulePage.objects.child_of(CurriculumPage.objects.get(slug=slug)).get(slug=first.slug)
    return f"{page.translation_key}:{reflection_key(first)}"


def make_catalogue(*, by: Any) -> CataloguePage:
    """The catalogue is the start page, in the place of the page with which Wagtail greets a new site."""
    found = CataloguePage.objects.filter(slug=CATALOGUE["slug"]).first()
    if found:
        return found
    dutch, _ = Locale.objects.get_or_create(language_code="nl")
    english, _ = Locale.objects.get_or_create(language_code="en")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    welcome = site.root_page if site and type(site.root_page.specific) is Page else None
    parent = Page.get_first_root_node() if site is None or welcome else site.root_page
    catalogue = _place(parent, CataloguePage(locale=dutch, **CATALOGUE), by)
    _publish(catalogue, by)
    if site is None:
        Site.objects.create(hostname="localhost", root_page=catalogue, is_default_site=True)
    elif welcome:
        site.root_page = catalogue
        site.save()
        welcome.delete()
    translation = CataloguePage(locale=english, translation_key=catalogue.translation_key, **CATALOGUE_EN)
    _publish(_place(parent, translation, by), by)
    for page in (catalogue, translation):
        let_work_on(page)
    return catalogue


def _make_labels() -> None:
    for model, labels in ((ThemeTag, THEMES), (AudienceTag, AUDIENCES)):
        for name, english in labels.items():
            model.objects.get_or_create(name=name, defaults={"slug": name.replace(" ", "-"), "name_en": english})


def _make_programme(parent: CataloguePage, programme: Programme, others: dict[str, int], by: Any) -> CurriculumPage:
    """The page in the language it was written in; `others` are the pages it may include, by slug."""
    page = _place(parent, _page_of(programme, programme, locale=parent.locale), by)
    modules = {each.slug: _make_module(page, each, each, by).pk for each in programme.modules}
    page.outline = outline_of(programme, {**modules, **others})
    _publish(page, by)
    return page


def _translate(page: CurriculumPage, programme: Programme, english: Translation, by: Any) -> None:
    """The English page, with those modules that are translated; its parts keep the keys of the Dutch ones."""
    parent = page.get_parent().get_translation(Locale.objects.get(language_code="en"))
    words = _page_of(programme, english, locale=parent.locale, translation_key=page.translation_key)
    translation = _place(parent, words, by)
    modules = {}
    for dutch in ModulePage.objects.child_of(page):
        module = english.modules.get(dutch.slug)
        made = module and _make_module(translation, module, dutch, by, translation_key=dutch.translation_key)
        modules[dutch.slug] = (made or dutch).pk
    translation.outline = outline_of(programme, modules, english)
    _publish(translation, by)


def _page_of(programme: Programme, words: Programme | Translation, **fields: Any) -> CurriculumPage:
    page = KINDS[programme.kind](
        slug=words.slug,
        address_form=programme.address,
        net_minutes=int(Decimal(programme.hours) * 60),
        rule_all_required=programme.rule.all_required,
        rule_test_percentage=programme.rule.test_percentage,
        rule_sessions_present=programme.rule.meetings,
        made_by=programme.made_by,
        **_offer(words),
        **fields,
    )
    page.themes.set(ThemeTag.objects.filter(name__in=programme.themes))
    page.audiences.set(AudienceTag.objects.filter(name__in=programme.audiences))
    return page


def _make_module(
    parent: CurriculumPage, module: Module, dutch: Module | ModulePage, by: Any, **fields: Any
) -> ModulePage:
    """A published module; its blocks have their keys from the slug of the Dutch one."""
    page = ModulePage(
        locale=parent.locale,
        slug=module.slug,
        title=module.title,
        lead=module.intro,
        minutes=module.minutes,
        open_to_all=module.open,
        body=body_of(module, dutch.slug, {**_recordings(module, by), **ids_in(module)}),
        guide=guide_of(module, dutch.slug),
        **fields,
    )
    _place(parent, page, by)
    _publish(page, by)
    return page


def _offer(words: Programme | Translation) -> dict[str, str]:
    return {
        "title": words.title,
        "lead": words.lead,
        "for_whom": words.for_whom,
        "outcomes": "\n".join(words.outcomes),
        "duration": words.duration,
    }


def _recordings(module: Module, by: Any) -> dict[str, int]:
    """The documents of a module's recordings by file name, uploaded when they are first needed."""
    documents = get_document_model()
    found = {}
    for block in module.body:
        if isinstance(block, ReadAloud):
            title = f"{module.title} ({block.title.lower()})"
            document = documents.objects.filter(title=title).first()
            if document is None:
                with (MEDIA / block.file).open("rb") as file:
                    document = documents.objects.create(
                        title=title, file=File(file, name=block.file), uploaded_by_user=by
                    )
            found[block.file] = document.pk
    return found


def _place(parent: Page, page: P, by: Any) -> P:
    page.owner, page.live = by, False
    parent.add_child(instance=page)
    return page


def _publish(page: Page, by: Any) -> None:
    page.save_revision(user=by, clean=False).publish(user=by)
