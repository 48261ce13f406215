import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0001_registering'),
    ]

    operations = [
        migrations.AddField(
            model_name='incidentnote',
            name='called_before',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='notice',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desk.notice'),
        ),
        migrations.AlterField(
            model_name='incident',
            name='state',
            field=models.CharField(choices=[('open', 'Open'), ('reported', 'Reported'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=10),
        ),
    ]
