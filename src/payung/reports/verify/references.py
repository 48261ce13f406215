"""R1: what points to another row finds it, also where no foreign key is paid for at import."""

from collections.abc import Iterator

from django.db import models

from payung.foundation.audit.guards import tables
from payung.reports.verify.values import found


def r1_every_reference_leads_somewhere() -> Iterator[str]:
    """A row never points to a row that is not there."""
    for table in tables():
        for field in table._meta.local_fields:
            if isinstance(field, models.ForeignKey) and not getattr(field, "db_constraint", True):
                yield from _lost(field)


def _lost(field: "models.ForeignKey[models.Model, models.Model]") -> Iterator[str]:
    child, parent = field.model._meta.db_table, field.related_model._meta.db_table
    yield from found(
        f"""SELECT c.id FROM {child} c LEFT JOIN {parent} p ON p.id = c.{field.column}
        WHERE c.{field.column} IS NOT NULL AND p.id IS NULL ORDER BY c.id""",
        f"{child} {{id}}: its {field.name} is not there",
    )
