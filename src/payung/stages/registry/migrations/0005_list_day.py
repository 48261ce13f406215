import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_nip_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListDay',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('from_month', models.DateField()),
                ('day', models.SmallIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('set_by_id', models.BigIntegerField(null=True)),
                ('set_at', models.DateTimeField()),
                ('regency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.regency')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 28), ('from_month__day', 1), models.Q(('reason', ''), _negated=True)), name='registry_list_day_shape')],
            },
        ),
    ]
