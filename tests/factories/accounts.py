"""Accounts, and plain pages: what everything else stands on."""

from typing import Any

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory
from wagtail.models import Page

PASSWORD = "a-password-for-tests"


class UserFactory(DjangoModelFactory):
    """An account that logs in with `PASSWORD`."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"account-{n}@example.org")
    name = factory.Sequence(lambda n: f"Test Account {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("password", PASSWORD)
        return model_class._default_manager.create_user(*args, **kwargs)


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True


class PageFactory(DjangoModelFactory):
    """A plain page below the root: something for a version to be pinned from."""

    class Meta:
        model = Page

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        parent = kwargs.pop("parent", None) or Page.objects.get(depth=1)
        return parent.add_child(instance=model_class(**kwargs))
