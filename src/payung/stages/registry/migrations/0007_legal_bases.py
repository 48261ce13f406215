"""The one line of text that each regency had becomes its first legal basis."""

import django.db.models.deletion
from django.db import migrations, models


KEEP = """
INSERT INTO registry_legalbasis
    (regency_id, kind, number, cited, about, from_on, link, entered_at)
SELECT id, 'lain', left(legal_basis, 60), legal_basis, '', joined_on, '', now()
FROM registry_regency WHERE legal_basis <> ''
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0006_hospitals'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('year', models.SmallIntegerField(null=True)),
                ('cited', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=200)),
                ('signed_on', models.DateField(null=True)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('link', models.CharField(blank=True, max_length=300)),
                ('entered_by_id', models.BigIntegerField(null=True)),
                ('entered_at', models.DateTimeField()),
                ('regency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.regency')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.legalbasis')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cited', ''), _negated=True), models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR')), name='registry_basis_shape'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'https://'), _connector='OR'), name='registry_basis_link')],
            },
        ),
        migrations.CreateModel(
            name='LegalBasisEnd',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('ended_on', models.DateField()),
                ('reason', models.CharField(max_length=200)),
                ('ended_by_id', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField()),
                ('basis', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.legalbasis')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='registry_basis_end_reason')],
            },
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RemoveField(model_name='regency', name='legal_basis'),
    ]
