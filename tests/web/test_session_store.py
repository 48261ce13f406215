"""The session of a visitor, as it comes back from the database."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as Djangos
from django.contrib.sessions.models import Session
from django.utils import timezone

from payung.web.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    store = SessionStore()
    store["duty_id"] = 7
    store.save()
    return str(store.session_key)


def test_what_was_kept_comes_back_and_django_reads_it_too(key: str) -> None:
    assert SessionStore(key)["duty_id"] == 7
    assert Djangos(key)["duty_id"] == 7


def test_a_session_that_is_over_is_as_one_that_never_was(key: str) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    for store in (SessionStore(key), SessionStore("0" * 32)):
        assert dict(store.items()) == {}
        assert store.session_key is None
