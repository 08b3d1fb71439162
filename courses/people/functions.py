"""In what capacity somebody takes part. A site names its own by the setting `LEERLIJN_FUNCTIONS`: pairs of code and label."""

from __future__ import annotations

from courses.conf import setting


def function_choices() -> list[tuple[str, str]]:
    """Code and label of every function this site knows, in its own order."""
    return [(code, str(label)) for code, label in setting("FUNCTIONS")]


def function_label(code: str) -> str:
    """The word for a function; a code that came from elsewhere stands for itself."""
    return dict(function_choices()).get(code, code)
