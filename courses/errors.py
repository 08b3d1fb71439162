"""What the verbs of this plugin answer when a rule says no: a sentence a coordinator can read."""


class CoursesError(Exception):
    """Base of every refusal; `str()` is a translated sentence for the person at the screen."""
