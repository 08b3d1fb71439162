import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import courses.jobs.models


class Migration(migrations.Migration):
    dependencies = [
        ("leerlijn_courses", "0008_paper"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="leerlijn_courses.edition",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="role",
            field=models.CharField(
                choices=[("coordinator", "coordinator"), ("trainer", "trainer"), ("fieldworker", "field worker")],
                max_length=12,
                verbose_name="role",
            ),
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_key", models.UUIDField()),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "photo",
                    models.FileField(
                        blank=True,
                        max_length=250,
                        storage=courses.jobs.models.private_storage,
                        upload_to="activities/%Y/%m/",
                    ),
                ),
                ("few_counted", models.BooleanField(default=False)),
                ("day", models.DateField()),
                ("region_key", models.CharField(blank=True, max_length=100)),
                ("place_key", models.CharField(blank=True, max_length=100)),
                ("host_key", models.CharField(blank=True, max_length=100)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activity",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_activities",
                        to="leerlijn_courses.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="leerlijn_courses.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "information activity",
                "verbose_name_plural": "information activities",
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                ("source", models.CharField(blank=True, editable=False, max_length=200, verbose_name="source")),
                ("superseded_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("record", "keeping name, phone number and activities")],
                        default="record",
                        max_length=20,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[("given", "yes"), ("declined", "no"), ("withdrawn", "no longer")],
                        max_length=9,
                        verbose_name="answer",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "how",
                    models.CharField(
                        choices=[("spoken", "in a talk"), ("paper", "on paper"), ("self", "by themselves")],
                        max_length=6,
                        verbose_name="how",
                    ),
                ),
                ("text_version", models.CharField(max_length=20)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="leerlijn_courses.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
            },
        ),
        migrations.CreateModel(
            name="HostAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agrees", models.BooleanField(verbose_name="it is right")),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="people in the room")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="host_answers",
                        to="leerlijn_courses.activity",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PossibleDouble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not decided yet"),
                            ("different", "two activities"),
                            ("same", "the same activity"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doubles_after",
                        to="leerlijn_courses.activity",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doubles_before",
                        to="leerlijn_courses.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "possible double",
                "verbose_name_plural": "possible doubles",
            },
        ),
        migrations.CreateModel(
            name="Recruit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_key", models.UUIDField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recruits",
                        to="leerlijn_courses.organisation",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recruit",
                        to="leerlijn_courses.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["day"], name="leerlijn_co_day_1c6167_idx"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["organisation", "-day"], name="leerlijn_co_organis_f61c36_idx"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("few_counted", True)), fields=["organisation"], name="leerlijn_activity_few"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=("organisation", "client_key"), name="leerlijn_activity_sent_once"
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["person", "purpose"], name="leerlijn_co_person__1fff4a_idx"),
        ),
        migrations.AddIndex(
            model_name="hostanswer",
            index=models.Index(
                condition=models.Q(("agrees", False), ("settled_at__isnull", True)),
                fields=["activity"],
                name="leerlijn_host_disagrees",
            ),
        ),
        migrations.AddIndex(
            model_name="possibledouble",
            index=models.Index(condition=models.Q(("decision", "")), fields=["second"], name="leerlijn_double_open"),
        ),
        migrations.AddConstraint(
            model_name="possibledouble",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="leerlijn_double_once"),
        ),
        migrations.AddConstraint(
            model_name="possibledouble",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="leerlijn_double_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="recruit",
            constraint=models.UniqueConstraint(
                fields=("organisation", "client_key"), name="leerlijn_recruit_sent_once"
            ),
        ),
    ]
