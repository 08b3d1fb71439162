"""The demo's settings with one page type more, on a database that is thrown away."""

from config.settings.embedded import *
from config.settings.embedded import INSTALLED_APPS, LOGGING

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]
LEERLIJN_PUBLISH_JOBS = False
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "ERROR"}}
