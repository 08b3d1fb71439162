"""What several scenarios do on screens: post a form as a browser would, follow a mail's link, count a funder's figures."""

from __future__ import annotations

import io
import json
import re
from typing import Any

from bs4 import BeautifulSoup
from django.core.management import call_command

from courses.models import Mail

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


def form_on(page: bytes, css: str) -> dict[str, Any]:
    """What a form would send as it stands: hidden keys, what is filled in already, what is ticked."""
    form = BeautifulSoup(page, "html.parser").select_one(css)
    assert form is not None, css
    sent: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.get("type") not in ("submit", "file"):
            sent[str(field["name"])] = field.get("value") or field.get_text()
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]") or field.select_one("option")
        sent[str(field["name"])] = chosen.get("value", "") if chosen else ""
    return sent


def link_in(recipient: str, way: str) -> str:
    """The address with this way in the newest mail to somebody that has one."""
    for mail in Mail.objects.filter(recipient=recipient).order_by("-pk"):
        found = re.search(rf"/{way}/[\w-]+/", mail.text)
        if found:
            return found[0]
    raise AssertionError(f"no /{way}/ in a mail to {recipient}")


def figures(code: str, *, first: str, last: str) -> dict[str, Any]:
    """What the funder reads: each measure's number."""
    out = io.StringIO()
    call_command("funder_report", code, "--from", first, "--until", last, stdout=out)
    return json.loads(out.getvalue())["measures"]
