import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_list_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hospital',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=150)),
                ('folded', models.CharField(max_length=150)),
                ('address', models.CharField(max_length=200)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('is_always_open', models.BooleanField(default=False)),
                ('since_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('regency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.regency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('regency', 'folded'), name='registry_hospital_once'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('since_on')), _connector='OR'), name='registry_hospital_days')],
            },
        ),
    ]
