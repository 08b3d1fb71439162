"""A calendar program as people have one: reads mails with another library than ours, and applies what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import vobject


@dataclass
class Calendar:
    """Appointments by UID. What is older than what it holds is left alone, as RFC 5546 asks."""

    held: dict[str, Any] = field(default_factory=dict)

    def take(self, message: EmailMessage) -> None:
        """Apply the part of a mail that is iCalendar itself; files that hang on it are for a person to open."""
        for part in message.walk():
            if part.get_content_type() == "text/calendar" and part.get_content_disposition() != "attachment":
                text = part.get_payload(decode=True).decode(part.get_content_charset() or "utf-8")
                self.apply(text, part.get_param("method"))

    def apply(self, text: str, method: str) -> None:
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "a line is not folded"
        calendar = vobject.readOne(text)
        assert calendar.method.value == method
        assert len(calendar.vevent_list) == 1, "no calendar applies two appointments of one message"
        event = calendar.vevent
        known = self.held.get(event.uid.value)
        if known is not None and number(event) < number(known):
            return
        if method == "CANCEL":
            assert event.status.value == "CANCELLED"
            assert known is None or number(event) > number(known), "a cancellation that is not newer is passed over"
            self.held.pop(event.uid.value, None)
        else:
            assert known is None or number(event) > number(known) or event.dtstart.value == known.dtstart.value
            self.held[event.uid.value] = event

    @property
    def only(self) -> Any:
        [event] = self.held.values()
        return event


def number(event: Any) -> int:
    return int(event.sequence.value)
