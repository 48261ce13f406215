import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_branch_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="NipChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("before", models.CharField(max_length=18)),
                ("after", models.CharField(max_length=18)),
                ("kind_before", models.CharField(max_length=8)),
                ("kind_after", models.CharField(max_length=8)),
                ("counts_from", models.DateField()),
                ("cause", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField(null=True)),
                (
                    "civil_servant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.civilservant",
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.nipchange",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["before"], name="registry_nip_before")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after__regex", "^[0-9]{18}$"),
                            models.Q(("before", models.F("after")), _negated=True),
                        ),
                        name="registry_nip_becomes_another",
                    )
                ],
            },
        ),
    ]
