from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm


class PublishableForm(WagtailAdminPageForm):
    """A draft may be unfinished; what is published or handed in for review is checked as a whole."""

    def _post_clean(self) -> None:
        # The checks read pages, and pages name this form.
        from cms.checking import problems

        super()._post_clean()
        if not self.is_deferred_validation and not self.errors:
            for problem in problems(self.instance):
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
