"""Promise 3: a foreign key points to the same or an earlier stage, and cannot be walked back."""

import pytest

from payung.foundation.audit.guards import tables
from tests.promises.house import FLOORS, STAGES

REFERENCES = [
    (model, field)
    for model in tables()
    for field in model._meta.get_fields()
    if field.is_relation and not field.auto_created
]


def place(model):
    """Where a table stands in the order of the house: floor first, then stage."""
    _, floor, part, *_ = model.__module__.split(".")
    return FLOORS.index(floor), STAGES.index(part) if floor == "stages" else 0, part


@pytest.mark.parametrize(
    ("model", "field"), REFERENCES, ids=[f"{m._meta.label}.{f.name}" for m, f in REFERENCES]
)
def test_points_to_the_same_or_an_earlier_stage(model, field):
    target = field.related_model

    assert place(target)[:2] <= place(model)[:2]
    assert field.remote_field.related_name == "+" or place(target)[2] == place(model)[2]


@pytest.mark.parametrize(
    ("model", "field"), REFERENCES, ids=[f"{m._meta.label}.{f.name}" for m, f in REFERENCES]
)
def test_never_deletes_along_the_reference(model, field):
    """Deleting a person must not silently delete what was done for them."""
    assert field.remote_field.on_delete.__name__ in {"PROTECT", "RESTRICT", "DO_NOTHING"}
