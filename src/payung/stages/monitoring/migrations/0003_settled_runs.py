"""Keep who was writing when figures were taken, and up to which run every row was read."""

import django.db.models.deletion
from django.db import migrations, models

# Of runs before this nobody knows it. The next one that begins says when they are settled; going
# back, the older code takes none of them for a base. Both then measure everything once.
_UNKNOWN = ["before 0003"]
_NEVER = 2**62


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0002_meetings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='taking',
            name='horizon',
            field=models.BigIntegerField(default=_NEVER),
        ),
        migrations.RemoveField(
            model_name='taking',
            name='horizon',
        ),
        migrations.AddField(
            model_name='taking',
            name='settled',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.taking'),
        ),
        migrations.AddField(
            model_name='taking',
            name='under_way',
            field=models.JSONField(default=_UNKNOWN),
            preserve_default=False,
        ),
    ]
