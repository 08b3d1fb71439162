"""The Celery app: `celery -A config.queue worker -B`. The queue only says "look at this job"; the Job row is the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("leerlijn")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "cms",
        "courses.jobs",
        "courses.editions.places",
        "courses.interchange",
        "courses.learning",
        "courses.network",
        "courses.people.doubles",
        "courses.people.erasing",
        "courses.registering",
        "courses.telling",
    ]
)
app.conf.beat_schedule = {
    "reap jobs": {"task": "leerlijn.reap_jobs", "schedule": 30.0, "options": {"expires": 30}},
    "move waiting lists": {"task": "leerlijn.move_waiting_lists", "schedule": 60.0, "options": {"expires": 60}},
    "publish what is planned": {"task": "leerlijn.publish_scheduled", "schedule": 60.0, "options": {"expires": 60}},
    "forget registrations": {"task": "leerlijn.forget_registrations", "schedule": 3600.0, "options": {"expires": 3600}},
    "forget applications": {"task": "leerlijn.forget_applications", "schedule": 3600.0, "options": {"expires": 3600}},
    "tell people": {"task": "leerlijn.tell", "schedule": 60.0, "options": {"expires": 60}},
    "look for double persons": {
        "task": "leerlijn.look_for_double_persons",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "erase what is due": {"task": "leerlijn.erase_due", "schedule": 3600.0, "options": {"expires": 3600}},
    "close tests": {"task": "leerlijn.close_tests", "schedule": 3600.0, "options": {"expires": 3600}},
    "forget uploads": {"task": "leerlijn.forget_uploads", "schedule": 3600.0, "options": {"expires": 3600}},
}
