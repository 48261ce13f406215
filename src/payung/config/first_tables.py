"""Makes all tables of an empty database at once, as the migrations would one by one."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def make_first_tables(connection: Any) -> None:
    """
    Make our tables in a database that has none of them; does nothing where one migration has run.

    Playing every migration draws all models anew for each table that comes: ten seconds of a
    processor. The tables come all or none, together with the note that their migrations are done.
    """
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("payung.")}
    executor = MigrationExecutor(connection)
    if any(app in ours for app, _ in executor.loader.applied_migrations):
        return
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([node for node in leaves if node[0] not in ours])
    recorder = MigrationRecorder(connection)
    with transaction.atomic(using=connection.alias), connection.schema_editor() as editor:
        for model in _tables(ours):
            editor.create_model(model)
        for app, name in executor.loader.graph.nodes:
            if app in ours:
                recorder.record_applied(app, name)


def _tables(labels: set[str]) -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.app_label in labels and model._meta.can_migrate("default"):
            yield model
