from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_registering'),
    ]

    operations = [
        migrations.AddField(
            model_name='regency',
            name='branch_address',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='regency',
            name='branch_hours',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='regency',
            name='branch_phone',
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
