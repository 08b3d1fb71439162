from __future__ import annotations

from django.db import models


class RevisionDocument(models.Model):
    """That a document stands in a revision of a module: Wagtail's index of references knows what is published only.

    `functions` are those it is for there (none: for everybody); `guide` says that it is for trainers. It goes with its
    revision, or when that is written anew.
    """

    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    document = models.PositiveBigIntegerField()
    functions = models.JSONField(default=list)
    guide = models.BooleanField(default=False)

    class Meta:
        app_label = "leerlijn_cms"
        indexes = [models.Index(fields=["document", "revision"], name="leerlijn_revision_document")]

    def __str__(self) -> str:
        return f"document {self.document} in revision {self.revision_id}"
