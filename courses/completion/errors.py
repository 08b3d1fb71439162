from courses.errors import CoursesError


class CompletionRefused(CoursesError):
    """A completion can't be given or taken back like this."""
