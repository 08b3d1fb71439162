"""Faces of the site's own, in folders that `LEERLIJN_FONT_FOLDERS` names: for scripts that ours don't have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from django.core.checks import CheckMessage, Error

from courses.conf import PREFIX, setting

_FONTS = (".ttf", ".otf", ".ttc", ".otc")


def font_folders() -> tuple[str, ...]:
    folders = setting("FONT_FOLDERS") or ()
    return (folders,) if isinstance(folders, str) else tuple(str(folder) for folder in folders)


def usable_files(folders: Iterable[str]) -> list[Path]:
    """What can be embedded, by folder and name; what cannot is left out here and named by the system check."""
    return [file for folder in folders for file in _files(Path(folder)) if not why_not(file)]


def name_of(file: Path) -> str:
    """A name that a PDF may hold."""
    return re.sub(r"[^A-Za-z0-9-]", "", file.stem) or "Face"


def why_not(file: Path) -> str:
    """Why this file cannot be embedded, or ""."""
    try:
        data = hb.Blob.from_file_path(str(file))
        tables = set(hb.Face(data).table_tags)
    except Exception:
        return "cannot be read"
    if file.suffix.lower() in (".ttc", ".otc") or bytes(data.data[:4]) == b"ttcf":
        return "is a collection; take out the one face you want"
    if {"CFF ", "CFF2"} & tables:
        return "has PostScript outlines (CFF); use the TrueType edition"
    if "fvar" in tables:
        return "is variable; use a static edition of one weight"
    if not {"glyf", "cmap", "hmtx"} <= tables:
        return "is no TrueType face"
    return ""


def check_fonts(**_options: Any) -> list[CheckMessage]:
    """A system check: folders that aren't there, and files in them that can't be used."""
    errors: list[CheckMessage] = []
    for folder in font_folders():
        if not Path(folder).is_dir():
            errors.append(Error(f"{PREFIX}FONT_FOLDERS: there is no folder {folder}.", id="leerlijn.E007"))
            continue
        files = _files(Path(folder))
        if not files:
            errors.append(Error(f"{PREFIX}FONT_FOLDERS: {folder} has no fonts in it.", id="leerlijn.E007"))
        errors += [
            Error(f"{PREFIX}FONT_FOLDERS: {file} {why}.", hint="Static .ttf files can be used.", id="leerlijn.E008")
            for file in files
            if (why := why_not(file))
        ]
    return errors


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in _FONTS)
