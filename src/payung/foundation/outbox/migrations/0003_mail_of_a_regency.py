"""The regency of a mail stood at the beginning of its key; it gets a column of its own."""

from django.db import migrations, models

SPLIT = """
UPDATE outbox_item SET
    regency_id = nullif(split_part(key, '/', 1), '0')::bigint,
    key = substr(key, strpos(key, '/') + 1)
WHERE key ~ '^[0-9]+/'
"""


class Migration(migrations.Migration):

    dependencies = [("outbox", "0002_registering")]

    operations = [
        migrations.AddField(
            model_name="item", name="regency_id", field=models.BigIntegerField(null=True)
        ),
        migrations.AlterField(
            model_name="item", name="key", field=models.CharField(max_length=120)
        ),
        migrations.RunSQL(SPLIT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=["regency_id", "key"], nulls_distinct=False, name="outbox_item_once"
            ),
        ),
    ]
