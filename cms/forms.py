from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm


class CheckedMixin:
    """A draft may be unfinished; what is published or handed in for review is checked as a whole."""

    instance: Any
    errors: Any
    fields: Any
    add_error: Any
    is_deferred_validation: Any

    def _post_clean(self) -> None:
        # The checks read pages, and pages name this form.
        from cms.checking import problems

        super()._post_clean()  # type: ignore[misc]
        if not self.is_deferred_validation and not self.errors:
            for problem in problems(self.instance):
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)


class PublishableForm(CheckedMixin, WagtailAdminPageForm):
    """A page's."""


class PublishableQuestionForm(CheckedMixin, WagtailAdminModelForm):
    """A question's of the bank."""
