"""What happens after the answer was given: jobs, mail, files that are read."""

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories.accounts import UserFactory


class JobFactory(DjangoModelFactory):
    class Meta:
        model = models.Job

    kind = "test.kind"


class MailFactory(DjangoModelFactory):
    class Meta:
        model = models.Mail

    key = factory.Sequence(lambda n: f"test-mail-{n}")
    recipient = "reader@example.org"
    subject = "A subject"
    text = "A text"
    language = "nl"


class UploadFactory(DjangoModelFactory):
    """A file that waits for somebody to say yes; its content is not there yet."""

    class Meta:
        model = models.Upload

    kind = models.Upload.Kind.PARTICIPATION
    name = "lijst.jsonl"
    created_by = factory.SubFactory(UserFactory)


class SourceLineFactory(DjangoModelFactory):
    class Meta:
        model = models.SourceLine

    source = "test"
    type = "person"
    external_id = factory.Sequence(lambda n: f"p-{n}")
    object_id = factory.Sequence(lambda n: n)
    digest = "0" * 64
