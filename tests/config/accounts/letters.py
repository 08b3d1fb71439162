"""What a test reads in the mails the site sent."""

from __future__ import annotations

import re

from django.core import mail


def last_link() -> str:
    """The path of the address in the newest mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found.group(1)
