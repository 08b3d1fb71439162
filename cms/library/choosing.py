"""Choosing a file of the library, or adding one on the spot; for who may add files, and nobody else sees their titles."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet


class ForAuthors:
    """Turns away who may not add files."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("leerlijn_cms.add_libraryfile"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ChooseFile(ForAuthors, chooser.ChooseView):
    pass


class FileResults(ForAuthors, chooser.ChooseResultsView):
    pass


class FileChosen(ForAuthors, chooser.ChosenView):
    pass


class FilesChosen(ForAuthors, chooser.ChosenMultipleView):
    pass


class AddFile(ForAuthors, chooser.CreateView):
    pass


class LibraryFileChooser(ChooserViewSet):
    model = "leerlijn_cms.LibraryFile"
    icon = "doc-full-inverse"
    choose_one_text = _("Choose a file")
    choose_another_text = _("Choose another file")
    creation_tab_label = _("Upload")
    create_action_label = _("Upload")
    form_fields = ["title", "file", "shows"]
    per_page = 20
    choose_view_class = ChooseFile
    choose_results_view_class = FileResults
    chosen_view_class = FileChosen
    chosen_multiple_view_class = FilesChosen
    create_view_class = AddFile


file_chooser = LibraryFileChooser("leerlijn_library_files", url_prefix="library-files")
