import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enrolment', '0003_reviews'),
    ]

    operations = [
        migrations.AddField(
            model_name='sponsorship',
            name='instead_of',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrolment.sponsorship'),
        ),
    ]
