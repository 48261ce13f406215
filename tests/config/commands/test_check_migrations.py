"""A model that changed without a migration is found without a database."""

from django.apps import apps
from django.db import models

from payung.config.commands import check_migrations


def test_says_nothing_where_all_is_in_order():
    assert check_migrations.main() == 0


def test_names_the_change_that_has_no_migration(monkeypatch, capsys):
    field = apps.get_model("registry", "Regency")._meta.get_field("name")
    monkeypatch.setattr(field, "max_length", 101)

    assert check_migrations.main() == 1
    assert "registry: no migration yet for: Alter field name on regency" in capsys.readouterr().err


def test_does_not_mind_the_language_of_djangos_own_words(settings):
    settings.LANGUAGE_CODE = "id"

    assert not any("last_login" in problem for problem in check_migrations.problems())
    assert models.CharField  # Django itself is loaded, and speaks Indonesian
