from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leerlijn_courses", "0031_languages_of_content"),
    ]

    operations = [
        migrations.AddField(
            model_name="erasedtally",
            name="known_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
