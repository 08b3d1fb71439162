"""What beat asks for is known to the worker: a task in a room that is not looked into would never run."""

from config.queue import app


def test_every_task_of_the_schedule_is_found():
    app.loader.import_default_modules()
    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert asked
    assert asked <= set(app.tasks)
