"""The signs drawn for Leerlijn: strokes of one weight on a grid of 24, in the colour of the text around them."""

from __future__ import annotations

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_DRAWINGS = {
    # an open book
    "module": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13C7 17.5 10 18 12 19.5c2-1.5 5-2 8.5-2v-13C17 4.5 14 5 12 6.5Z"/>'
    '<path d="M12 6.5v13"/>',
    # people around a table
    "planned_session": '<circle cx="12" cy="12" r="3.75"/><circle class="ll-solid" cx="12" cy="3.6" r="2"/>'
    '<circle class="ll-solid" cx="19.3" cy="16.2" r="2"/><circle class="ll-solid" cx="4.7" cy="16.2" r="2"/>'
    '<circle class="ll-solid" cx="19.3" cy="7.8" r="2"/><circle class="ll-solid" cx="4.7" cy="7.8" r="2"/>'
    '<circle class="ll-solid" cx="12" cy="20.4" r="2"/>',
    # a sheet and a pencil
    "work_product": '<path d="M18.5 9.5V4a1 1 0 0 0-1-1h-12a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1H10"/>'
    '<path d="M8 7.5h7M8 11.5h4"/><path d="m13.5 20.5.7-3.2 6-6 2.5 2.5-6 6Z"/>',
    # somebody before a room
    "deployment": '<circle cx="12" cy="5" r="2.75"/><path d="M6.5 14.5C7 11.5 9 10 12 10s5 1.5 5.5 4.5"/>'
    '<circle class="ll-solid" cx="4" cy="19.5" r="1.9"/><circle class="ll-solid" cx="9.35" cy="19.5" r="1.9"/>'
    '<circle class="ll-solid" cx="14.65" cy="19.5" r="1.9"/><circle class="ll-solid" cx="20" cy="19.5" r="1.9"/>',
    # two who talk
    "coaching": '<path d="M3 4.5h11.5v8H8l-3 3v-3H3Z"/><path d="M17.5 9H21v8h-2v3l-3-3h-5.5v-1.5"/>',
    # one answer ticked
    "test": '<path d="m3 6 1.8 1.8L8 4.5"/><path d="M11.5 6H21M11.5 12H21M11.5 18H21"/>'
    '<circle cx="5.3" cy="12" r="1.5"/><circle cx="5.3" cy="18" r="1.5"/>',
    # a line of its own
    "curriculum": '<path d="M7 6.5v11"/><circle class="ll-solid" cx="7" cy="4.5" r="2.5"/>'
    '<circle cx="7" cy="12" r="2.25"/><circle cx="7" cy="19.5" r="2.25"/><path d="M13 4.5h8M13 12h8M13 19.5h5"/>',
    "fork": '<path d="M7 3v18M7 6c0 4 10 2 10 6s-10 2-10 6"/>',
    "success": '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/>',
    "warning": '<path d="M12 3 2 20.5h20Z"/><path d="M12 10v5M12 17.6v.2"/>',
    "error": '<path d="M7.8 2.5h8.4l5.3 5.3v8.4l-5.3 5.3H7.8l-5.3-5.3V7.8Z"/><path d="M12 7v6M12 16.6v.2"/>',
    "info": '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7.2v.2"/>',
    "calendar": '<path d="M4 5.5h16v15H4ZM4 10h16M8.5 3v4M15.5 3v4"/>',
    "place": '<path d="M12 21.5s-7-6.6-7-11.7a7 7 0 0 1 14 0c0 5.1-7 11.7-7 11.7Z"/><circle cx="12" cy="9.8" r="2.4"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l3.5 2.5"/>',
    "person": '<circle cx="12" cy="7.5" r="4"/><path d="M4 21c.6-5 3.6-7.5 8-7.5s7.4 2.5 8 7.5"/>',
    "document": '<path d="M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8Z"/>'
    '<path d="M14 3v5h5M8.5 13h7M8.5 17h5"/>',
    "certificate": '<circle cx="12" cy="9" r="6"/><path d="m8.5 14-1.5 7.5 5-2.5 5 2.5-1.5-7.5"/>',
    "listen": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z"/>'
    '<path d="M15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "download": '<path d="M12 3v12M7 10.5l5 5 5-5M4 20.5h16"/>',
    "euro": '<path d="M18 6.5A7 7 0 1 0 18 17.5M3.5 10.5h9M3.5 13.5h9"/>',
    "lock": '<path d="M5 11h14v10H5ZM8 11V7.5a4 4 0 0 1 8 0V11"/>',
    "mail": '<path d="M3 5.5h18v13H3ZM3.5 6l8.5 7 8.5-7"/>',
}

SIGNS = frozenset(_DRAWINGS)


@cache
def draw(name: str) -> SafeString:
    """The sign as inline SVG, silent for screen readers: the word stands beside it."""
    return format_html(
        '<svg class="ll-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(_DRAWINGS[name]),
    )
