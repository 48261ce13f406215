"""Promise 9: the migrations make exactly the tables of the code, in one line per app."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from payung.config.commands import check_migrations

OURS = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("payung.") and list(config.get_models())
)


def test_no_model_waits_for_a_migration():
    assert list(check_migrations.problems()) == []


@pytest.mark.parametrize("label", OURS)
def test_has_one_line_from_first_to_last(label):
    graph = MigrationLoader(None).graph
    mine = {key for key in graph.nodes if key[0] == label}
    before = {
        key: {parent for parent in graph.node_map[key].parents if parent.key[0] == label}
        for key in mine
    }

    assert len([key for key in graph.leaf_nodes(label) if key[0] == label]) == 1
    assert len([key for key in mine if not before[key]]) == 1
    assert all(len(parents) <= 1 for parents in before.values())


@pytest.mark.parametrize("label", OURS)
def test_every_step_can_be_taken_back(label):
    graph = MigrationLoader(None).graph
    for key, migration in graph.nodes.items():
        if key[0] == label:
            assert all(step.reversible for step in migration.operations), key


@pytest.mark.django_db
def test_the_database_has_been_brought_to_the_last_of_each():
    loader = MigrationLoader(connection)
    expected = {key for key in loader.graph.nodes if key[0] in OURS}

    assert expected <= set(loader.applied_migrations)
