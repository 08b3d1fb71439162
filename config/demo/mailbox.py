"""The mails the demo sent, read back from the folder that Django's file backend writes them to."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import icalendar
from django.conf import settings
from django.utils import timezone

# What Django's file backend writes after each message.
RULE = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Attachment:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Appointment:
    """What a mail does in a calendar: puts in or changes, or takes away (`cancelled`)."""

    title: str
    starts: datetime
    ends: datetime
    place: str
    cancelled: bool
    changed: bool


@dataclass(frozen=True)
class Letter:
    key: str
    sent_at: datetime | None
    sender: str
    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    appointments: tuple[Appointment, ...] = ()


def letters() -> list[Letter]:
    """Every mail, the newest first."""
    found = [letter for path in _files() for letter in _in_file(path)]
    return sorted(
        found, key=lambda letter: ((letter.sent_at and letter.sent_at.timestamp()) or 0, letter.key), reverse=True
    )


def find_letter(key: str) -> Letter | None:
    return next((letter for letter in letters() if letter.key == key), None)


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    return sorted(folder.glob("*.log")) if folder.is_dir() else []


def _in_file(path: Path) -> list[Letter]:
    raw = path.read_bytes().replace(b"\r\n", b"\n")
    parts = [part for part in raw.split(RULE) if part.strip()]
    return [_letter(f"{path.stem}-{number}", part) for number, part in enumerate(parts)]


def _letter(key: str, raw: bytes) -> Letter:
    message = email.message_from_bytes(raw.lstrip(b"\n"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain", "html"))
    date = message["Date"]
    return Letter(
        key=key,
        sent_at=_moment(str(date)) if date else None,
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.get_content() if body else "",
        attachments=(attachments := tuple(_attachment(part) for part in message.iter_attachments())),
        appointments=tuple(_appointment(one) for one in attachments if one.content_type == "application/ics"),
    )


def _appointment(attachment: Attachment) -> Appointment:
    """As a calendar program reads it."""
    calendar = icalendar.Calendar.from_ical(attachment.content)
    event: Any = calendar.walk("VEVENT")[0]
    return Appointment(
        title=str(event["SUMMARY"]),
        starts=event["DTSTART"].dt,
        ends=event["DTEND"].dt,
        place=str(event.get("LOCATION", "")),
        cancelled=str(calendar["METHOD"]) == "CANCEL",
        changed=int(event["SEQUENCE"]) > 0,
    )


def _moment(header: str) -> datetime:
    """The moment on the clock here; `-0000`, as Django writes it, is UTC without saying so."""
    moment = parsedate_to_datetime(header)
    return timezone.localtime(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _attachment(part: EmailMessage) -> Attachment:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return Attachment(part.get_filename() or part.get_content_type(), part.get_content_type(), content)
