from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='receivedfile',
            name='kind',
            field=models.CharField(choices=[('staff', 'Staff'), ('registrations', 'Registrations'), ('branch_reply', 'Branch Reply'), ('payroll_result', 'Payroll Result'), ('offices', 'Offices')], max_length=20),
        ),
    ]
