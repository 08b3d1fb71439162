import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import courses.codes
import courses.grants.models
import courses.jobs.models
import courses.links.models
import courses.paper.models

GROUPS = ("Leerlijn coordinators", "Leerlijn trainers", "Leerlijn linkers")


def create_groups(apps, schema_editor):
    """Coordinators, trainers and linkers come into Wagtail's admin."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    opens_the_admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(opens_the_admin)


class Migration(migrations.Migration):
    """What the migrations up to 0023 made, at once, so that a new site is there sooner. A site that has some of them goes on."""

    replaces = [
        ("leerlijn_courses", "0001_initial"),
        ("leerlijn_courses", "0002_groups"),
        ("leerlijn_courses", "0003_links"),
        ("leerlijn_courses", "0004_people_without_a_name"),
        ("leerlijn_courses", "0005_rounds_and_breakouts"),
        ("leerlijn_courses", "0006_offered_places"),
        ("leerlijn_courses", "0007_registering"),
        ("leerlijn_courses", "0008_paper"),
        ("leerlijn_courses", "0009_people_and_activities_from_below"),
        ("leerlijn_courses", "0010_telling"),
        ("leerlijn_courses", "0011_doors"),
        ("leerlijn_courses", "0012_taps_and_notes"),
        ("leerlijn_courses", "0013_cards"),
        ("leerlijn_courses", "0014_projects_keep_evidence"),
        ("leerlijn_courses", "0015_accepted_doubts"),
        ("leerlijn_courses", "0016_double_persons"),
        ("leerlijn_courses", "0017_locked_names"),
        ("leerlijn_courses", "0018_indicators"),
        ("leerlijn_courses", "0019_frozen_reports"),
        ("leerlijn_courses", "0020_participation_projections"),
        ("leerlijn_courses", "0021_erased_tally"),
        ("leerlijn_courses", "0022_rows_and_auditors"),
        ("leerlijn_courses", "0023_organisations_that_reports_hold"),
    ]

    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        # Nothing here refers to these, but each of their changes would make every model of ours anew: they come first.
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeSeries",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Funder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, unique=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("subsidy", "subsidy"), ("commission", "commission"), ("own_means", "own means")],
                        default="subsidy",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "funder",
                "verbose_name_plural": "funders",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("recipient", models.EmailField(max_length=254, verbose_name="to")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(blank=True)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("invitations", models.JSONField(blank=True, default=list)),
                ("language", models.CharField(max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="As the person writes it. This is how it is printed on a certificate.",
                        max_length=500,
                        verbose_name="name",
                    ),
                ),
                (
                    "latin_name",
                    models.CharField(
                        blank=True,
                        help_text="Only if the name is written in another script. It is used where that script can't be printed.",
                        max_length=500,
                        verbose_name="spelling in Latin script",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="For invitations and news about the group.",
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="To call when plans change.", max_length=40, verbose_name="phone number"
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(
                        blank=True,
                        help_text="Only if a funder asks how old participants are.",
                        null=True,
                        verbose_name="date of birth",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="For mails and certificates.", max_length=10, verbose_name="language"
                    ),
                ),
                ("account_stands_in", models.BooleanField(default=False, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leerlijn_person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "indexes": [
                    models.Index(fields=["email"], name="leerlijn_co_email_25517f_idx"),
                    models.Index(fields=["name"], name="leerlijn_co_name_02a321_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=40, verbose_name="figure")),
                ("first_day", models.DateField(verbose_name="from")),
                ("last_day", models.DateField(verbose_name="until and including")),
                ("as_of", models.DateTimeField()),
                ("seed", models.CharField(max_length=32)),
                ("population", models.PositiveIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("rows", models.JSONField(blank=True, default=list)),
                (
                    "note",
                    models.CharField(
                        help_text="Such as: the accountant of the funder.", max_length=200, verbose_name="for whom"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="works until")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("names_released_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "audit",
                "verbose_name_plural": "audits",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="leerlijn_audit_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))), name="leerlijn_audit_ends_later"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("page", "the page"), ("picture", "a picture"), ("keys", "the list of numbers")],
                        max_length=7,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="leerlijn_courses.audit"
                    ),
                ),
            ],
            options={
                "verbose_name": "visit to an audit",
                "verbose_name_plural": "visits to audits",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CurriculumVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField()),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("structure", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("masterclass", "masterclass"),
                            ("training", "training"),
                            ("trajectory", "trajectory"),
                            ("intervision", "peer consultation"),
                            ("event", "event"),
                            ("outreach", "information activity"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("titles", models.JSONField()),
                ("rule", models.JSONField()),
                ("outcomes", models.JSONField(blank=True, default=dict)),
                ("net_minutes", models.PositiveIntegerField(default=0)),
                ("address_form", models.CharField(default="je", max_length=2)),
                ("themes", models.JSONField(blank=True, default=list)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("pinned_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leerlijn_versions",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "constraints": [
                    models.UniqueConstraint(fields=("translation_key", "number"), name="leerlijn_version_number"),
                    models.UniqueConstraint(fields=("translation_key", "structure"), name="leerlijn_version_structure"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CurriculumUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("module", "module"),
                            ("test", "test"),
                            ("planned_session", "meeting"),
                            ("work_product", "work product"),
                            ("deployment", "deployment"),
                            ("coaching", "coaching talk"),
                            ("curriculum", "programme"),
                        ],
                        max_length=20,
                    ),
                ),
                ("titles", models.JSONField()),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("required", models.BooleanField(default=True)),
                ("functions", models.JSONField(blank=True, default=list)),
                ("parent", models.CharField(blank=True, max_length=100)),
                ("definition", models.JSONField(blank=True, default=dict)),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="leerlijn_courses.curriculumversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="leerlijn_unit_key_once"),
                    models.UniqueConstraint(fields=("version", "position"), name="leerlijn_unit_position_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("code", models.CharField(max_length=60, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("masterclass", "masterclass"),
                            ("training", "training"),
                            ("trajectory", "trajectory"),
                            ("intervision", "peer consultation"),
                            ("event", "event"),
                            ("outreach", "information activity"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam",
                        max_length=60,
                        validators=[courses.grants.models.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("themes", models.JSONField(blank=True, default=list, verbose_name="themes")),
                ("region", models.CharField(blank=True, max_length=100, verbose_name="region")),
                (
                    "counting",
                    models.CharField(
                        choices=[
                            ("full", "counts in every project"),
                            ("primary_only", "counts in the first project only"),
                        ],
                        default="full",
                        max_length=12,
                        verbose_name="counting",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, help_text="Empty: as many as want to come.", null=True, verbose_name="places"
                    ),
                ),
                (
                    "open_for_enrolment",
                    models.BooleanField(default=False, verbose_name="people can enrol by themselves"),
                ),
                (
                    "enrol_until",
                    models.DateField(
                        blank=True, help_text="The last day, inclusive.", null=True, verbose_name="enrol until"
                    ),
                ),
                (
                    "waitlist_moves",
                    models.BooleanField(
                        default=True,
                        help_text="When a place comes free, the first in line is offered it. Stops when the first meeting begins.",
                        verbose_name="the waiting list moves by itself",
                    ),
                ),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(
                        default=48,
                        help_text="Shortly before the first meeting there is less time.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(720),
                        ],
                        verbose_name="hours to answer an offered place",
                    ),
                ),
                ("source", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubles",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="leerlijn_courses.curriculumversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "group",
                "verbose_name_plural": "groups",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("meeting", models.PositiveBigIntegerField(blank=True, null=True)),
                ("day", models.DateField(blank=True, null=True)),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("title", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("programme", models.JSONField(blank=True, default=list)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_first", models.DateField(blank=True, null=True)),
                ("reminded_last", models.DateField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_entries",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar entry",
                "verbose_name_plural": "calendar entries",
                "indexes": [models.Index(fields=["starts_at"], name="leerlijn_co_starts__16a3f0_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "meeting"), name="leerlijn_entry_meeting_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        fields=("edition", "day"),
                        name="leerlijn_entry_day_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changes", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activity",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "information activity",
                "verbose_name_plural": "information activities",
                "indexes": [models.Index(fields=["day"], name="leerlijn_co_day_1c6167_idx")],
            },
        ),
        migrations.CreateModel(
            name="EditionDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "file",
                    models.FileField(
                        max_length=250,
                        storage=courses.jobs.models.private_storage,
                        upload_to="editions/%Y/",
                        verbose_name="file",
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["added_at"],
            },
        ),
        migrations.CreateModel(
            name="EditionMails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "first_reminder",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(30),
                        ],
                        verbose_name="first reminder, days before",
                    ),
                ),
                (
                    "last_reminder",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=1,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(30),
                        ],
                        verbose_name="last reminder, days before",
                    ),
                ),
                ("changed_since", models.DateTimeField(blank=True, null=True)),
                ("tell_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mails", to="leerlijn_courses.edition"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EditionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirmed", "Place confirmed"),
                            ("waiting", "On the waiting list"),
                            ("placed", "A place after waiting"),
                            ("reminder", "Reminder"),
                            ("changed", "Something changed"),
                            ("programme", "Own programme"),
                            ("cancelled", "Meeting cancelled"),
                            ("stopped", "Place given up"),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_texts",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail text",
                "verbose_name_plural": "mail texts",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "kind", "language"), name="leerlijn_mail_text_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("participant", "participant"),
                            ("role_model", "role model"),
                            ("professional", "professional"),
                            ("trainer", "trainer"),
                            ("staff", "staff"),
                            ("deployed", "deployed"),
                        ],
                        default="participant",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=60, verbose_name="function")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("waiting", "on the waiting list"),
                            ("placed", "placed"),
                            ("stopped", "stopped"),
                        ],
                        default="placed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("enrolled_on", models.DateField(verbose_name="enrolled on")),
                ("placed_on", models.DateField(blank=True, null=True, verbose_name="placed on")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                ("source", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "substitute_for",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitute",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "enrolment",
                "verbose_name_plural": "enrolments",
                "ordering": ["enrolled_on", "pk"],
                "indexes": [models.Index(fields=["edition", "state"], name="leerlijn_co_edition_c41889_idx")],
            },
        ),
        migrations.CreateModel(
            name="FrozenReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("as_of", models.DateTimeField(verbose_name="as known at")),
                ("audience", models.CharField(max_length=10, verbose_name="for whom")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("question", models.TextField()),
                ("definitions", models.TextField()),
                ("indicators", models.TextField(default="[]")),
                ("cells", models.TextField()),
                ("changes", models.TextField(default="[]")),
                ("members_number", models.PositiveIntegerField(default=0)),
                ("cells_hash", models.CharField(max_length=64)),
                ("members_hash", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True, verbose_name="hash")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "draft"),
                            ("accepted", "accepted by the lead"),
                            ("closed", "closed"),
                            ("frozen", "closed by the site's operator"),
                            ("submitted", "submitted"),
                            ("approved", "approved"),
                            ("returned", "returned"),
                            ("replaced", "replaced"),
                        ],
                        default="drafted",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="frozen")),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="leerlijn_courses.frozenreport",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "frozen report",
                "verbose_name_plural": "frozen reports",
                "ordering": ["-frozen_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="leerlijn_frozen_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("subject", models.BigIntegerField(blank=True, null=True)),
                ("salt", models.CharField(blank=True, max_length=32, null=True)),
                ("payload", models.TextField(blank=True, null=True)),
                ("hash", models.CharField(max_length=64)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="leerlijn_courses.frozenreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a frozen report",
                "verbose_name_plural": "members of frozen reports",
                "indexes": [models.Index(fields=["kind", "subject"], name="leerlijn_co_kind_7dff7f_idx")],
            },
        ),
        migrations.AddField(
            model_name="audit",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audits",
                to="leerlijn_courses.frozenreport",
            ),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=120, unique=True, verbose_name="project code")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "programme",
                    models.CharField(
                        blank=True,
                        help_text="Such as ISEC / RAD; empty for a commission.",
                        max_length=200,
                        verbose_name="subsidy scheme",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam",
                        max_length=60,
                        validators=[courses.grants.models.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Such as another fund's name that an old document mentions. It is in no report.",
                        max_length=2000,
                        verbose_name="note",
                    ),
                ),
                (
                    "keep_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which the funder may ask for evidence. Until then names, attendance, completions and sign-in lists can't be erased.",
                        null=True,
                        verbose_name="keep evidence until",
                    ),
                ),
                (
                    "keep_reason",
                    models.CharField(
                        blank=True,
                        help_text="Where it says so: the regulation, the grant agreement or the funder's letter.",
                        max_length=500,
                        verbose_name="why until then",
                    ),
                ),
                ("source", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "funder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="leerlijn_courses.funder",
                        verbose_name="funder",
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "ordering": ["-first_day", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="leerlijn_grant_days_in_order",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="frozenreport",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="frozen_reports",
                to="leerlijn_courses.grant",
                verbose_name="project",
            ),
        ),
        migrations.CreateModel(
            name="EditionFunding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "edition",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="funding",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="leerlijn_courses.grant",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "funding",
                "verbose_name_plural": "funding",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("edition", "grant"), name="leerlijn_funding_once")],
            },
        ),
        migrations.AddField(
            model_name="audit",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="audits", to="leerlijn_courses.grant"
            ),
        ),
        migrations.CreateModel(
            name="AcceptedDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=100)),
                ("facts", models.CharField(max_length=64)),
                ("sentence", models.CharField(max_length=500)),
                ("reason", models.CharField(max_length=300, verbose_name="why is it right?")),
                ("accepted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accepted_doubts",
                        to="leerlijn_courses.grant",
                    ),
                ),
            ],
            options={
                "verbose_name": "accepted doubt",
                "verbose_name_plural": "accepted doubts",
                "ordering": ["-accepted_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grant", "kind", "subject", "facts"), name="leerlijn_accepted_doubt_once"
                    )
                ],
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("agrees", False), ("settled_at__isnull", True)),
                        fields=["activity"],
                        name="leerlijn_host_disagrees",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("active", "active"), ("ended", "ended")],
                        default="draft",
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="baseline"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="target"),
                ),
                ("preset", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="leerlijn_courses.grant",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("grant", "code"), name="leerlijn_indicator_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target__isnull", True), ("target__gte", 0), _connector="OR"),
                            models.Q(("baseline__isnull", True), ("baseline__gte", 0), _connector="OR"),
                        ),
                        name="leerlijn_indicator_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "active"), _negated=True),
                            models.Q(("baseline__isnull", False), ("target__isnull", False)),
                            _connector="OR",
                        ),
                        name="leerlijn_indicator_active_with_target",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("data", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="leerlijn_courses.indicator",
                    ),
                ),
                (
                    "made_by",
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
                "verbose_name": "version of an indicator",
                "verbose_name_plural": "versions of indicators",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "number"), name="leerlijn_indicator_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=100)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting its turn"),
                            ("running", "at work"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "stopped"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="total")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("idempotency_key", models.CharField(blank=True, max_length=200, null=True, unique=True)),
                ("message", models.TextField(blank=True, verbose_name="message")),
                ("result", models.JSONField(blank=True, default=dict)),
                (
                    "result_file",
                    models.FileField(
                        blank=True, max_length=250, storage=courses.jobs.models.private_storage, upload_to="jobs/%Y/%m/"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
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
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "indexes": [models.Index(fields=["state", "lease_until"], name="leerlijn_co_state_4425f7_idx")],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=40)),
                ("subject", models.PositiveBigIntegerField()),
                ("nonce", models.CharField(default=courses.links.models._nonce, editable=False, max_length=22)),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="works until")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "created_by",
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
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "indexes": [models.Index(fields=["purpose", "subject"], name="leerlijn_co_purpose_005602_idx")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirmed", "Place confirmed"),
                            ("waiting", "On the waiting list"),
                            ("placed", "A place after waiting"),
                            ("reminder", "Reminder"),
                            ("changed", "Something changed"),
                            ("programme", "Own programme"),
                            ("cancelled", "Meeting cancelled"),
                            ("stopped", "Place given up"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "being written"),
                            ("mailed", "mailed"),
                            ("to_call", "no e-mail address"),
                            ("called", "called"),
                            ("dropped", "no longer needed"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "announcement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="leerlijn_courses.announcement",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="leerlijn_courses.calendarentry",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="leerlijn_courses.mail",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["edition", "state"], name="leerlijn_co_edition_363933_idx")],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(verbose_name="answer until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "made_by",
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
                "verbose_name": "offered place",
                "verbose_name_plural": "offered places",
                "indexes": [models.Index(fields=["state", "expires_at"], name="leerlijn_co_state_0366da_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("enrolment",), name="leerlijn_offer_open_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="leerlijn_offer_times_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local_government", "local government"),
                            ("government", "other government"),
                            ("civil_society", "civil society"),
                            ("education", "education"),
                            ("business", "business"),
                            ("faith", "faith community"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="Of the contact person.", max_length=254, verbose_name="e-mail address"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="kept_organisations",
                        to="leerlijn_courses.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GrantPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("partner", "partner"), ("network", "network")],
                        default="partner",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "grant",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnerships",
                        to="leerlijn_courses.grant",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="leerlijn_courses.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner",
                "verbose_name_plural": "partners",
                "constraints": [
                    models.UniqueConstraint(fields=("grant", "organisation"), name="leerlijn_grant_partner_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="grant",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_grants",
                to="leerlijn_courses.organisation",
                verbose_name="lead",
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="partners",
            field=models.ManyToManyField(
                related_name="partner_grants",
                through="leerlijn_courses.GrantPartner",
                to="leerlijn_courses.organisation",
                verbose_name="partners",
            ),
        ),
        migrations.CreateModel(
            name="FrozenStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("frozen", "figures frozen"),
                            ("signed_off", "signed off"),
                            ("accepted", "accepted by the lead"),
                            ("closed", "closed"),
                            ("submitted", "submitted to the funder"),
                            ("approved", "approved by the funder"),
                            ("returned", "returned by the funder"),
                            ("replaced", "replaced by a later version"),
                        ],
                        max_length=10,
                        verbose_name="step",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="why")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="leerlijn_courses.frozenreport",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps_of_reports",
                        to="leerlijn_courses.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a frozen report",
                "verbose_name_plural": "steps of frozen reports",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("step", "signed_off")),
                        fields=("report", "organisation"),
                        name="leerlijn_frozen_signed_off_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="enrolment",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                help_text="For which the person takes part.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enrolments",
                to="leerlijn_courses.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="leerlijn_courses.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "coordinator"),
                            ("trainer", "trainer"),
                            ("fieldworker", "field worker"),
                            ("linker", "linker"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leerlijn_assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="leerlijn_courses.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "organisation", "role"), name="leerlijn_assignment_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="host",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hosted_activities",
                to="leerlijn_courses.organisation",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="leerlijn_courses.organisation",
            ),
        ),
        migrations.CreateModel(
            name="PagePin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leerlijn_pins", to="wagtailcore.page"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leerlijn_pins",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to="leerlijn_courses.curriculumversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "pinned page",
                "verbose_name_plural": "pinned pages",
                "constraints": [models.UniqueConstraint(fields=("version", "page"), name="leerlijn_pin_once")],
            },
        ),
        migrations.CreateModel(
            name="SurvivingRecord",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="keeper",
            field=models.ForeignKey(
                blank=True,
                help_text="The organisation that recorded this person; empty when the person came by themselves.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="kept_persons",
                to="leerlijn_courses.organisation",
                verbose_name="recorded by",
            ),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("merge", "joined"), ("split", "taken apart")], default="merge", max_length=5
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("source", models.CharField(blank=True, max_length=200)),
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
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_into",
                        to="leerlijn_courses.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="leerlijn_courses.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "joining of persons",
                "verbose_name_plural": "joinings of persons",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="leerlijn_merge_not_into_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.CharField(blank=True, max_length=60, verbose_name="function")),
                ("from_day", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_day", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="leerlijn_courses.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_day__isnull", True)),
                        fields=("person", "organisation"),
                        name="leerlijn_membership_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_day__isnull", True),
                            ("from_day__isnull", True),
                            ("until_day__gte", models.F("from_day")),
                            _connector="OR",
                        ),
                        name="leerlijn_membership_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("addresses", models.JSONField(default=list, verbose_name="proven addresses")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leerlijn_link_request",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "account to be linked",
                "verbose_name_plural": "accounts to be linked",
            },
        ),
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("latin_name", models.CharField(blank=True, max_length=500, verbose_name="spelling in Latin script")),
                ("until", models.DateField(verbose_name="kept until")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kept", to="leerlijn_courses.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "locked name",
                "verbose_name_plural": "locked names",
                "indexes": [models.Index(fields=["until"], name="leerlijn_co_until_e5cf4e_idx")],
            },
        ),
        migrations.AddField(
            model_name="enrolment",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="leerlijn_courses.person"
            ),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "indexes": [models.Index(fields=["person", "purpose"], name="leerlijn_co_person__1fff4a_idx")],
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                ("source", models.CharField(blank=True, editable=False, max_length=200, verbose_name="source")),
                ("superseded_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("completed_on", models.DateField(verbose_name="completed on")),
                ("void", models.BooleanField(default=False, verbose_name="taken back")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("rule", "by its rule"),
                            ("person", "decided by a coordinator"),
                            ("import", "imported"),
                        ],
                        default="rule",
                        max_length=6,
                    ),
                ),
                ("rule", models.JSONField(blank=True, default=dict)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "completion",
                "verbose_name_plural": "completions",
                "indexes": [models.Index(fields=["edition", "person"], name="leerlijn_co_edition_a2e1e6_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "edition", "recorded_at"), name="leerlijn_completion_moment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("printed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="printed")),
                ("last_used_on", models.DateField(blank=True, null=True, verbose_name="last used")),
                (
                    "printed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="card", to="leerlijn_courses.link"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cards", to="leerlijn_courses.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "card",
                "verbose_name_plural": "cards",
            },
        ),
        migrations.CreateModel(
            name="AwaitedFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moment", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["moment"], name="leerlijn_co_moment_3f8ce8_idx")],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at")),
                ("source", models.CharField(blank=True, editable=False, max_length=200, verbose_name="source")),
                ("superseded_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "present"),
                            ("late", "late"),
                            ("partial", "partly present"),
                            ("excused", "excused"),
                            ("absent", "absent"),
                            ("void", "withdrawn mark"),
                        ],
                        max_length=8,
                        verbose_name="attendance",
                    ),
                ),
                ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "own statement"),
                            ("trainer", "marked by the trainer"),
                            ("code", "code in the room"),
                            ("signed", "signed list"),
                            ("countersigned", "signed and countersigned"),
                        ],
                        max_length=13,
                        verbose_name="evidence",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why so late")),
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
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "partial"), _negated=True), ("minutes__isnull", False), _connector="OR"
                        ),
                        name="leerlijn_attendance_partial_minutes",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dimension", models.CharField(max_length=60)),
                ("value", models.CharField(max_length=100)),
                ("valid_from", models.DateField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("source", models.CharField(blank=True, max_length=200)),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "indexes": [models.Index(fields=["dimension", "person"], name="leerlijn_co_dimensi_e1f4d3_idx")],
            },
        ),
        migrations.CreateModel(
            name="PersonEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=12)),
                ("function", models.CharField(blank=True, max_length=60)),
                ("first_day", models.DateField(null=True)),
                ("completed_on", models.DateField(null=True)),
                ("stands_in", models.BooleanField()),
                ("attended", models.BooleanField()),
                ("began_on", models.DateField(null=True)),
                ("finished_on", models.DateField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.grant",
                    ),
                ),
                (
                    "home_organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["grant", "enrolment"], name="leerlijn_co_grant_i_c1e1d5_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("grant", "person", "enrolment"), name="leerlijn_person_edition_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="leerlijn_courses.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "key of a person",
                "verbose_name_plural": "keys of persons",
                "constraints": [models.UniqueConstraint(fields=("value", "person"), name="leerlijn_person_key_once")],
            },
        ),
        migrations.CreateModel(
            name="PersonPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField()),
                ("reasons", models.JSONField(default=list)),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("", "not decided yet"), ("different", "two people"), ("same", "one person")],
                        default="",
                        max_length=9,
                    ),
                ),
                ("judged", models.JSONField(blank=True, default=list)),
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
                        related_name="pairs_after",
                        to="leerlijn_courses.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs_before",
                        to="leerlijn_courses.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "possible double person",
                "verbose_name_plural": "possible double persons",
                "ordering": ["-score", "pk"],
                "indexes": [models.Index(fields=["second"], name="leerlijn_person_pair_second")],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="leerlijn_person_pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="leerlijn_person_pair_in_order"
                    ),
                ],
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
                "indexes": [
                    models.Index(condition=models.Q(("decision", "")), fields=["second"], name="leerlijn_double_open")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="leerlijn_double_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="leerlijn_double_in_order"
                    ),
                ],
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "client_key"), name="leerlijn_recruit_sent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("block_key", models.CharField(max_length=100)),
                ("text", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflections",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "reflection",
                "verbose_name_plural": "reflections",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "block_key"), name="leerlijn_reflection_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=500, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("by_name", models.CharField(blank=True, max_length=500, verbose_name="registered by")),
                ("by_email", models.EmailField(blank=True, max_length=254, verbose_name="address of who registered")),
                ("function", models.CharField(blank=True, max_length=60)),
                ("organisation", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="registered")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["created_at", "pk"],
                "indexes": [
                    models.Index(fields=["edition", "confirmed_at"], name="leerlijn_co_edition_bbaec1_idx"),
                    models.Index(fields=["created_at"], name="leerlijn_co_created_c5d452_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("function", "function"),
                            ("organisation", "organisation"),
                            ("diet", "diet"),
                            ("access", "access needs"),
                            ("text", "a line of text"),
                            ("choice", "one of several answers"),
                            ("yes_no", "yes or no"),
                        ],
                        max_length=12,
                        verbose_name="kind of answer",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="question")),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="what the answer is for")),
                ("options", models.JSONField(blank=True, default=list, verbose_name="answers to choose from")),
                ("required", models.BooleanField(default=False, verbose_name="has to be answered")),
                (
                    "kept_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="kept after the last meeting"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registration_questions",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "question at registration",
                "verbose_name_plural": "questions at registration",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["function", "organisation", "diet", "access"])),
                        fields=("edition", "kind"),
                        name="leerlijn_question_preset_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["diet", "access"]), _negated=True),
                            models.Q(("kept_days__lte", 7), ("required", False)),
                            _connector="OR",
                        ),
                        name="leerlijn_question_sensitive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chosen", models.JSONField(blank=True, default=list)),
                ("text", models.TextField(blank=True)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registration_answers",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="leerlijn_courses.registration",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="leerlijn_courses.registrationquestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer at registration",
                "verbose_name_plural": "answers at registration",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "registration"), name="leerlijn_answer_registration_once"
                    ),
                    models.UniqueConstraint(fields=("question", "enrolment"), name="leerlijn_answer_enrolment_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("enrolment__isnull", True), ("registration__isnull", False)),
                            models.Q(("enrolment__isnull", False), ("registration__isnull", True)),
                            _connector="OR",
                        ),
                        name="leerlijn_answer_of_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("choose_until", models.DateTimeField(blank=True, null=True, verbose_name="choose until")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "round",
                "verbose_name_plural": "rounds",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="leerlijn_round_times_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        max_length=250,
                        storage=courses.jobs.models.private_storage,
                        upload_to=courses.paper.models._somewhere,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("source_sha256", models.CharField(max_length=64)),
                ("part", models.PositiveSmallIntegerField(default=1)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="uploaded")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("countersigned", models.BooleanField(default=False, verbose_name="signed by the trainer too")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
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
                "verbose_name": "scan of a sign-in sheet",
                "verbose_name_plural": "scans of sign-in sheets",
                "ordering": ["uploaded_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NamesReleased",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="why?")),
                ("released_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="released_scans",
                        to="leerlijn_courses.grant",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="leerlijn_courses.scan"
                    ),
                ),
            ],
            options={
                "verbose_name": "released picture",
                "verbose_name_plural": "released pictures",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("scan", "grant"),
                        name="leerlijn_scan_released_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_key", models.CharField(blank=True, max_length=100)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                (
                    "headcount",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Everybody, those on the list included.",
                        null=True,
                        verbose_name="people in the room",
                    ),
                ),
                (
                    "unnamed",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="people without a name"),
                ),
                ("self_paced", models.BooleanField(default=False, verbose_name="at one's own pace")),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="kind")),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="what happens")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="places")),
                ("part", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_break", models.BooleanField(default=False, verbose_name="a break, such as lunch")),
                ("net_minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="net minutes")),
                (
                    "edition",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breakouts",
                        to="leerlijn_courses.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["starts_at", "pk"],
                "indexes": [models.Index(fields=["starts_at"], name="leerlijn_co_starts__9ac185_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="leerlijn_session_times_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("self_paced", True)),
                        fields=("edition",),
                        name="leerlijn_session_self_paced_once",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="scan",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scans",
                to="leerlijn_courses.session",
            ),
        ),
        migrations.CreateModel(
            name="PersonSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("seconds", models.BigIntegerField()),
                ("self_paced", models.BooleanField()),
                ("deployed", models.BooleanField()),
                ("repeated", models.BooleanField()),
                ("previous_day", models.DateField(null=True)),
                (
                    "attendance",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.attendance",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.grant",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.session",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["grant", "day"], name="leerlijn_co_grant_i_ccf939_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("grant", "attendance"), name="leerlijn_person_session_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.DateField()),
                ("age", models.IntegerField(null=True)),
                ("answers", models.JSONField(default=dict)),
                ("first_finished_on", models.DateField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.grant",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="leerlijn_courses.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("grant", "person"), name="leerlijn_person_project_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasedTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(blank=True, max_length=200)),
                ("dimension", models.CharField(blank=True, max_length=20)),
                ("value", models.CharField(blank=True, max_length=300)),
                ("what", models.CharField(max_length=40)),
                ("after", models.DateField(blank=True, null=True)),
                ("day", models.DateField()),
                ("number", models.BigIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erased_tallies",
                        to="leerlijn_courses.edition",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erased",
                        to="leerlijn_courses.grant",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erased_tallies",
                        to="leerlijn_courses.organisation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erased_tallies",
                        to="leerlijn_courses.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "tally of erased people",
                "verbose_name_plural": "tallies of erased people",
                "indexes": [
                    models.Index(fields=["grant", "dimension"], name="leerlijn_co_grant_i_bab9d9_idx"),
                    models.Index(fields=["programme"], name="leerlijn_co_program_e68ad9_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Door",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Where the helpers stand: “entrance”, “room 2”.",
                        max_length=60,
                        verbose_name="name of the door",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doors",
                        to="leerlijn_courses.session",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "door",
                "verbose_name_plural": "doors",
                "ordering": ["session__starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChoiceWaiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices_waiting",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="leerlijn_courses.round"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiting",
                        to="leerlijn_courses.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiting for a breakout",
                "verbose_name_plural": "waiting for breakouts",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "round"), name="leerlijn_wait_once_a_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("moved_up", models.BooleanField(default=False)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="leerlijn_courses.round"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="leerlijn_courses.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice",
                "verbose_name_plural": "choices",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "round"), name="leerlijn_choice_once_a_round")
                ],
            },
        ),
        migrations.AddField(
            model_name="attendance",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="leerlijn_courses.session"
            ),
        ),
        migrations.CreateModel(
            name="SessionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="notes")),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="note", to="leerlijn_courses.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "notes of a meeting",
                "verbose_name_plural": "notes of meetings",
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="print")),
                ("printed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="printed")),
                (
                    "printed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheets",
                        to="leerlijn_courses.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in sheet",
                "verbose_name_plural": "sign-in sheets",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="leerlijn_sheet_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="page")),
                ("code", models.CharField(default=courses.codes.new_code, editable=False, max_length=16, unique=True)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="leerlijn_courses.sheet"
                    ),
                ),
            ],
            options={
                "verbose_name": "page of a sign-in sheet",
                "verbose_name_plural": "pages of sign-in sheets",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("sheet", "number"), name="leerlijn_sheet_page_once")],
            },
        ),
        migrations.AddField(
            model_name="scan",
            name="page",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scans",
                to="leerlijn_courses.sheetpage",
            ),
        ),
        migrations.CreateModel(
            name="SheetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheet_rows",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="leerlijn_courses.sheetpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a sign-in sheet",
                "verbose_name_plural": "rows of sign-in sheets",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("page", "number"), name="leerlijn_sheet_row_once")],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raised", models.BooleanField(default=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="leerlijn_courses.attendance",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerlijn_courses.attendance",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="leerlijn_courses.scan",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("scan", "enrolment"),
                        name="leerlijn_signature_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=200)),
                ("type", models.CharField(max_length=20)),
                ("external_id", models.CharField(max_length=200)),
                ("object_id", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "imported line",
                "verbose_name_plural": "imported lines",
                "indexes": [models.Index(fields=["type", "object_id"], name="leerlijn_co_type_0f3026_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "type", "external_id"), name="leerlijn_source_line_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tap",
            fields=[
                ("key", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("said", models.CharField(max_length=60)),
                ("moment", models.DateTimeField()),
                ("taken", models.BooleanField(default=True)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "attendance",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tap",
                        to="leerlijn_courses.attendance",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taps",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taps", to="leerlijn_courses.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "tap",
                "verbose_name_plural": "taps",
                "indexes": [models.Index(fields=["session", "enrolment"], name="leerlijn_co_session_a1a56f_idx")],
            },
        ),
        migrations.CreateModel(
            name="TestAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_key", models.CharField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("answers", models.JSONField(default=dict)),
                ("definition", models.JSONField(default=dict)),
                ("points", models.DecimalField(decimal_places=2, max_digits=8)),
                ("points_possible", models.DecimalField(decimal_places=2, max_digits=8)),
                ("percentage", models.DecimalField(decimal_places=2, max_digits=5)),
                ("passed", models.BooleanField()),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="test_attempts",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "test attempt",
                "verbose_name_plural": "test attempts",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "unit_key", "number"), name="leerlijn_attempt_number"),
                    models.CheckConstraint(
                        condition=models.Q(("percentage__gte", 0), ("percentage__lte", 100)),
                        name="leerlijn_attempt_percentage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_key", models.CharField(max_length=100)),
                ("position", models.CharField(blank=True, max_length=100)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("visited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "progress",
                "verbose_name_plural": "progress",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "unit_key"), name="leerlijn_progress_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("enrolments", "enrolments"), ("participation", "participation")], max_length=13
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(max_length=200)),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=250,
                        storage=courses.jobs.models.private_storage,
                        upload_to="interchange/",
                    ),
                ),
                ("result", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="leerlijn_courses.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "upload",
                "verbose_name_plural": "uploads",
            },
        ),
        migrations.CreateModel(
            name="WalkIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="walk_ins",
                        to="leerlijn_courses.door",
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="walk_in",
                        to="leerlijn_courses.enrolment",
                    ),
                ),
            ],
            options={
                "verbose_name": "walk-in",
                "verbose_name_plural": "walk-ins",
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("seen", "seen"),
                            ("searched", "searched"),
                            ("exported", "exported"),
                            ("downloaded", "downloaded"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="of what")),
                ("subjects", models.JSONField(blank=True, default=list)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "access",
                "verbose_name_plural": "access log",
                "indexes": [models.Index(fields=["kind", "at"], name="leerlijn_co_kind_ef3df0_idx")],
            },
        ),
        migrations.AddConstraint(
            model_name="frozenreport",
            constraint=models.UniqueConstraint(
                fields=("grant", "first_day", "last_day", "audience", "version"), name="leerlijn_frozen_version_once"
            ),
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
        migrations.AddField(
            model_name="survivingrecord",
            name="survivor",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="leerlijn_courses.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), models.Q(("state", "stopped"), _negated=True)),
                fields=("person", "edition"),
                name="leerlijn_enrolment_open_once",
            ),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["session", "person"], name="leerlijn_co_session_544cc3_idx"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("person", "session", "recorded_at"), name="leerlijn_attendance_moment"
            ),
        ),
        migrations.AddConstraint(
            model_name="scan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("session__isnull", False)),
                fields=("source_sha256", "part", "session"),
                name="leerlijn_scan_once_per_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="scan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("session__isnull", True)),
                fields=("source_sha256", "part", "uploaded_by"),
                name="leerlijn_scan_once_per_sender",
            ),
        ),
        migrations.AddConstraint(
            model_name="scan",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_at__isnull", True), ("page__isnull", False), _connector="OR"),
                name="leerlijn_scan_confirmed_has_page",
            ),
        ),
        migrations.RunPython(create_groups, migrations.RunPython.noop),
    ]
