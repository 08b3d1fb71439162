from __future__ import annotations

import datetime
from typing import Any

from django.db import migrations, models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


def add_up(apps: Any, schema_editor: Any) -> None:
    """From the rows of people and meetings, so that nothing has to be made again."""
    person_session = apps.get_model("leerlijn_courses", "PersonSession")
    here = person_session.objects.filter(grant=OuterRef("grant"), person=OuterRef("person"), deployed=False)
    summed = here.order_by().values("grant", "person")
    apps.get_model("leerlijn_courses", "PersonProject").objects.update(
        last_day=Coalesce(Subquery(summed.annotate(last=Max("day")).values("last")), F("entry")),
        contacts=Coalesce(
            Subquery(summed.annotate(number=Count("pk", filter=Q(previous_day=None))).values("number")), 0
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("leerlijn_courses", "0032_since_when_a_tally_is_known"),
    ]

    operations = [
        migrations.AddField(
            model_name="personproject",
            name="last_day",
            field=models.DateField(default=datetime.date(1, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="personproject",
            name="contacts",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(add_up, migrations.RunPython.noop),
    ]
