"""Checks that migrations are complete and linear, for `make check`. Needs no database."""

import os
import sys
from collections.abc import Iterator

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def problems() -> Iterator[str]:
    """Yield one sentence for each model change without a migration and each fork of a line."""
    loader = MigrationLoader(None)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("payung.")}
    for label in sorted(ours):
        leaves = [name for app, name in loader.graph.leaf_nodes(label) if app == label]
        if len(leaves) > 1:
            yield f"{label}: the line of migrations forks into {', '.join(leaves)}"
    with translation.override(None):  # migrations keep Django's own words untranslated
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    for label in sorted(ours & set(changes)):
        for migration in changes[label]:
            for step in migration.operations:
                yield f"{label}: no migration yet for: {step.describe()}"


def main() -> int:
    """Print what is missing; 1 if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    django.setup()
    found = list(problems())
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
