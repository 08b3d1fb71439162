"""The embedded site with three doors and a mailbox. Whoever reaches it can be anyone: it is for looking around."""

from .embedded import *

ROOT_URLCONF = "config.demo.urls"
TEMPLATES[0]["OPTIONS"]["context_processors"].append("config.demo.context.catalogue")
