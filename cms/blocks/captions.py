"""Captions of a film: an uploaded WebVTT file that every browser reads."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.documents.blocks import DocumentChooserBlock

MOST_BYTES = 2 * 1024 * 1024
MOMENT = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
TIMING = re.compile(rf"({MOMENT})[ \t]+-->[ \t]+({MOMENT})(?:[ \t].*)?")


class CaptionsBlock(DocumentChooserBlock):
    """A document that holds captions; what no browser would show is refused with the line where it goes wrong."""

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value is not None:
            problem = _problem_of(value)
            if problem:
                raise ValidationError(problem)
        return value


def _problem_of(document: Any) -> str:
    if document.file_extension.lower() != "vtt":
        return gettext("Captions are a WebVTT file: its name ends in .vtt.")
    try:
        with document.file.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return gettext("This file is gone. Upload it again.")
    if len(data) > MOST_BYTES:
        return gettext("This is too large to be a file of captions.")
    return why_not_captions(data)


def why_not_captions(data: bytes) -> str:
    """A sentence on what is wrong with a WebVTT file, or nothing."""
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        return gettext("This file is not written in UTF-8. Save it again as WebVTT in UTF-8.")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return gettext("The file does not begin with the word WEBVTT, so no browser reads it.")
    shown = 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        timing = TIMING.fullmatch(line.strip())
        if timing is None or _seconds(timing[2]) <= _seconds(timing[1]):
            return gettext("The times in line %(line)d can't be read: “%(text)s”.") % {
                "line": number,
                "text": line.strip()[:60],
            }
        shown += 1
    return "" if shown else gettext("There is not one caption in this file.")


def _seconds(moment: str) -> float:
    total = 0.0
    for part in moment.split(":"):
        total = total * 60 + float(part)
    return total
