"""Every model of `courses` has a factory whose row is accepted by its own checks."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import (
    factories,
    factories_cards,
    factories_checking,
    factories_doubles,
    factories_editions,
    factories_erasing,
    factories_fieldwork,
    factories_freezing,
    factories_indicators,
    factories_learning,
    factories_library,
    factories_network,
    factories_paper,
    factories_phone,
    factories_questions,
    factories_registering,
    factories_tally,
    factories_telling,
)

ROOMS = (
    factories,
    factories_cards,
    factories_checking,
    factories_doubles,
    factories_editions,
    factories_erasing,
    factories_fieldwork,
    factories_indicators,
    factories_freezing,
    factories_learning,
    factories_library,
    factories_network,
    factories_paper,
    factories_phone,
    factories_questions,
    factories_registering,
    factories_tally,
    factories_telling,
)
FACTORIES = [
    made
    for room in ROOMS
    for made in vars(room).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory) and made is not DjangoModelFactory
]
# Their rows are made on PostgreSQL by all other tests.
pytestmark = pytest.mark.sqlite

PROJECTIONS = {"AwaitedFact", "PersonEdition", "PersonProject", "PersonSession", "SurvivingRecord"}
WITHOUT = {"CodeSeries", "Access", "Link", "SiteIdentity"} | PROJECTIONS


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda made: made.__name__)
def test_makes_a_row_that_passes_its_own_checks(factory, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}},
    }
    row = factory()
    row.full_clean()


def test_there_is_one_for_every_model_with_something_to_say():
    made = {factory._meta.model.__name__ for factory in FACTORIES}
    models = {model.__name__ for model in apps.get_app_config("leerlijn_courses").get_models()}
    assert models - made <= WITHOUT
