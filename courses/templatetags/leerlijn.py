"""The components of the interface. Markup stands in `leerlijn_courses/components/` and `leerlijn_courses/forms/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, HiddenInput, RadioSelect
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from courses import moments, reading_aids, signs
from courses.line import KIND_WORDS, STATE_WORDS, Station

register = template.Library()

NOTICE_WORDS = {
    "info": gettext_lazy("Good to know"),
    "success": pgettext_lazy("word above good news", "Done"),
    "warning": gettext_lazy("Please note"),
    "error": gettext_lazy("That did not work"),
}
MESSAGE_KINDS = {"success": "success", "warning": "warning", "error": "error"}
# Mail programmes know no style sheets.
MAIL_BUTTON = (
    '<p style="margin:24px 0"><a href="{}" style="display:inline-block;padding:12px 24px;background-color:#0f5c4d;'
    'border-radius:6px;color:#ffffff;font-weight:bold;text-decoration:none">{}</a></p>'
    '<p style="margin:0 0 16px;color:#45554f;font-size:15px;word-break:break-all">{}</p>'
)


# Words


@register.filter
def in_words(moment: Any, zone: moments.Zone = None) -> str:
    """`{{ session.starts_at|in_words:session.zone }}`; text passes through unchanged, nothing stays nothing."""
    if not moment or isinstance(moment, str):
        return moment or ""
    return moments.in_words(moment, zone)


@register.filter
def clock(moment: dt.datetime, zone: moments.Zone = None) -> str:
    return moments.clock(moment, zone)


@register.simple_tag
def from_to(start: dt.datetime, end: dt.datetime, zone: moments.Zone = None) -> str:
    return moments.from_to(start, end, zone)


@register.simple_tag
def hours_from_to(start: dt.datetime, end: dt.datetime, zone: moments.Zone = None) -> str:
    return moments.hours_from_to(start, end, zone)


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as "1 uur en 30 minuten"."""
    return moments.hours_in_words(minutes) if minutes else ""


@register.filter
def own_name(name: object) -> SafeString | str:
    """A name as its bearer writes it: its own direction, and left alone by translators."""
    return format_html('<bdi class="ll-name" translate="no">{}</bdi>', name) if name else ""


@register.filter
def mail_paragraphs(text: str) -> SafeString:
    """The text of a mail as HTML: a paragraph for each, and an address that stands alone as a button."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return format_html_join("\n", "{}", ((_mail_paragraph(part),) for part in parts))


def _mail_paragraph(part: str) -> SafeString:
    if part.startswith(("https://", "http://")) and len(part.split()) == 1:
        return format_html(MAIL_BUTTON, part, gettext("Open the page"), part)
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in part.splitlines()))
    return format_html('<p style="margin:0 0 16px">{}</p>', lines)


# The line


@register.simple_tag
def sign(name: str) -> SafeString:
    return signs.draw(name)


@register.filter
def kind_word(kind: str) -> str:
    return str(KIND_WORDS.get(kind, ""))


@register.filter
def state_word(state: str) -> str:
    return str(STATE_WORDS[state])


@register.filter
def state_of_all(stations: Iterable[Any]) -> str:
    """The state of a fork: done when all its parts are."""
    return "done" if all(_value(station, "state") == "done" for station in stations) else "ahead"


@register.inclusion_tag("leerlijn_courses/components/line.html")
def line(stations: Iterable[Any], label: str = "") -> dict[str, Any]:
    """The line, standing. `stations` are `courses.line.Station`s or dicts with the same keys."""
    return {"stations": stations, "label": label or gettext("The line")}


@register.simple_tag
def station(one: Any) -> SafeString:
    """One station of the line. Lines are looked at all day and change seldom, so its markup is kept for the next time."""
    known = isinstance(one, Station) and isinstance(one.when, str) and not one.children
    return _kept_station(one, get_language()) if known else _station(one)


def _station(one: Any) -> SafeString:
    return render_to_string("leerlijn_courses/components/station.html", {"station": one})


@lru_cache(maxsize=4096)
def _kept_station(one: Station, language: str | None) -> SafeString:
    return _station(one)


@register.inclusion_tag("leerlijn_courses/components/small_line.html")
def small_line(stations: Iterable[Any], words: bool = True) -> dict[str, Any]:
    """The line, lying down, with "3 van 5 klaar" below it."""
    flat = [part for station in stations for part in (_value(station, "children") or [station])]
    done = sum(_value(station, "state") == "done" for station in flat)
    summary = gettext("%(done)s of %(total)s done") % {"done": done, "total": len(flat)}
    return {"stations": flat, "summary": summary, "words": words}


def _value(station: Any, key: str) -> Any:
    return station.get(key) if isinstance(station, dict) else getattr(station, key, None)


# Forms


@register.inclusion_tag("leerlijn_courses/forms/field.html")
def field(bound: BoundField, label: str = "", cards: bool = False) -> dict[str, Any]:
    """One field: label, purpose, error, control; everything about it tied together for a screen reader."""
    widget = bound.field.widget
    kinds = {CheckboxSelectMultiple: "choices", RadioSelect: "choices", CheckboxInput: "check", HiddenInput: "hidden"}
    kind = next((name for cls, name in kinds.items() if isinstance(widget, cls)), "input")
    return {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "cards": cards,
        "control": bound.as_widget(attrs=_control_attributes(bound, kind)),
        "optional": not bound.field.required and kind != "check" and not isinstance(widget, FileInput),
    }


def _control_attributes(bound: BoundField, kind: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    described = [f"{bound.auto_id}_helptext"] * bool(bound.help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    if kind != "choices" and described and bound.auto_id:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors and kind != "choices":
        attributes["aria-invalid"] = "true"
    return attributes


@register.inclusion_tag("leerlijn_courses/forms/form.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """All visible fields of a form in their order, hidden ones too."""
    return {"form": form}


@register.inclusion_tag("leerlijn_courses/forms/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet | None) -> dict[str, Any]:
    """What is wrong, first thing on the page, each line leading to its field. Nothing while nothing is wrong."""
    errors: list[dict[str, str]] = []
    for form in forms:
        if isinstance(form, BaseFormSet):
            errors += [{"label": "", "text": str(text), "target": ""} for text in form.non_form_errors()]
            errors += [error for part in form.forms for error in _errors(part)]
        elif form is not None:
            errors += _errors(form)
    return {"errors": errors}


def _errors(form: BaseForm) -> list[dict[str, str]]:
    found = []
    for name, messages in form.errors.items():
        about = form[name] if name in form.fields else None
        found += [
            {"label": str(about.label) if about else "", "text": str(text), "target": _first_control(about)}
            for text in messages
        ]
    return found


def _first_control(bound: BoundField | None) -> str:
    if bound is None or bound.is_hidden:
        return ""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


# Other pieces


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", word: str = "") -> SafeString:
    """`{% notice "warning" %}…{% endnotice %}`: a sign, a word and what it is about. The content is markup."""
    return _notice(content, kind, word)


def _notice(content: object, kind: str, word: str = "") -> SafeString:
    return format_html(
        '<div class="ll-notice ll-notice--{}">{}<div><p class="ll-notice__word">{}</p>{}</div></div>',
        kind,
        signs.draw(kind),
        word or NOTICE_WORDS[kind],
        content,
    )


@register.filter
def message_notice(message: Any) -> SafeString:
    """A message of Django's messages framework as a notice."""
    kind = next((name for tag, name in MESSAGE_KINDS.items() if tag in message.tags.split()), "info")
    return _notice(format_html("<p>{}</p>", message.message), kind)


@register.simple_tag
def tag(word: object, kind: str = "") -> SafeString:
    """A word in a small frame; `kind`: success, warning, error, mark or nothing."""
    return format_html('<span class="ll-tag{}">{}</span>', f" ll-tag--{kind}" if kind else "", word)


@register.inclusion_tag("leerlijn_courses/components/progress.html")
def progress(done: int, total: int, label: str = "", words: str = "") -> dict[str, Any]:
    words = words or gettext("%(done)s of %(total)s") % {"done": done, "total": total}
    return {"done": done, "total": max(total, 1), "label": label or gettext("Progress"), "words": words}


@register.inclusion_tag("leerlijn_courses/components/breadcrumbs.html")
def breadcrumbs(*crumbs: str) -> dict[str, Any]:
    """`{% breadcrumbs "Aanbod" url "Deze training" %}`: title and address by turns, the last title where we are."""
    pairs = list(zip(crumbs[::2], [*crumbs[1::2], ""], strict=False))
    return {"crumbs": pairs}


@register.inclusion_tag("leerlijn_courses/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """Earlier and later pages; the other parameters of the address stay."""
    query = context["request"].GET.copy() if "request" in context else None

    def address(number: int) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("leerlijn_courses/components/summary_list.html")
def summary_list(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows of (question, answer) or (question, answer, address, what can be done there)."""
    return {"rows": [(*row, "", "")[:4] for row in rows if row]}


@register.inclusion_tag("leerlijn_courses/components/task_list.html")
def task_list(tasks: Iterable[Any]) -> dict[str, Any]:
    """Tasks with `title`, `url`, `state` (a word) and `kind` of the word (as for `tag`)."""
    return {"tasks": tasks}


# Reading aids


@register.simple_tag(takes_context=True)
def reading_classes(context: Context) -> str:
    return reading_aids.classes(context.get("request"))


@register.inclusion_tag("leerlijn_courses/components/reading_aids.html", takes_context=True)
def reading_aids_form(context: Context) -> dict[str, Any]:
    request = context.get("request")
    return {
        "chosen": reading_aids.chosen(request),
        "csrf_token": context.get("csrf_token"),
        "next": request.get_full_path() if request and request.method == "GET" else "",
        "texts": [("normal", gettext("Normal")), ("large", gettext("Large")), ("largest", gettext("Largest"))],
        "spacings": [("normal", gettext("Normal")), ("wide", gettext("Wide"))],
    }
