import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_password_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerSignIn',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('sign_in', models.CharField(max_length=60, unique=True)),
                ('until', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
