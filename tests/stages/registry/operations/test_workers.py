"""Workers: once in the country, never overwritten by a second registration."""

from datetime import date, timedelta

import pytest
from django.db import connection

from payung.foundation.audit.models import Event
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.registry.models import Heir, Worker
from payung.stages.registry.operations import name_heir, record_death, register_workers
from payung.stages.registry.problems import DeathRefused, OutsideScope
from payung.stages.registry.queries import heirs_of, identities, worker_by_nik
from tests.factories.registry import AT, SYSTEM, entry, kendal, secretariat, worker

pytestmark = pytest.mark.django_db

NIK = "3324071203780911"
OTHER = "3324074506850912"
FULL = {
    "name": "Kasmudi Raharjo",
    "birth_place": "Kendal",
    "born_on": date(1978, 3, 12),
    "sex": "L",
    "phone": "+6281390001234",
    "address": "RT 002/RW 002 Meteseh",
    "district_code": "33.24.07",
    "occupation": "Tukang batu",
    "heir": "Sukini",
}


def register(regency_id, *entries, by=SYSTEM):
    return register_workers(regency_id=regency_id, workers=entries, by=by, at=AT)


class TestRegisterWorkers:
    def test_keeps_numbers_phone_and_address_under_seal(self):
        worker(kendal(), NIK, **FULL)

        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(w)::text FROM registry_worker w")
            (stored,) = cursor.fetchone()
        for secret in (NIK, "81390001234", "Meteseh", NIK.encode().hex()):
            assert secret not in stored

    def test_gives_them_back_to_who_needs_them_for_work(self):
        worker_id = worker(kendal(), NIK, **FULL)

        opened = identities(viewer=Viewer.system(), worker_ids=[worker_id])[worker_id]

        assert (opened.nik, opened.phone) == (NIK, "+6281390001234")
        assert opened.address == "RT 002/RW 002 Meteseh"

    def test_returns_the_id_of_every_entry_new_or_known(self):
        kendal_id = kendal()
        known = worker(kendal_id, NIK)

        registered = register(kendal_id, entry(NIK), entry(OTHER, name="Sukini"))

        assert registered[entry(NIK).nik_index] == known
        assert (len(registered), registered.added) == (2, 1)

    def test_takes_a_nik_that_stands_twice_in_one_set_once(self):
        registered = register(kendal(), entry(NIK), entry(NIK, name="Orang Lain"))

        assert (len(registered), Worker.objects.get().name) == (1, "Kasmudi Raharjo")

    def test_keeps_the_heir_of_a_new_worker(self):
        worker_id = worker(kendal(), NIK, **FULL)

        assert Heir.objects.get(worker_id=worker_id).name == "Sukini"

    def test_hands_back_what_differs_and_leaves_the_record(self):
        kendal_id = kendal()
        worker(kendal_id, NIK, **FULL)
        told = FULL | {"name": "Kasmudi R.", "phone": "+6281300000000", "address": "Boja"}

        registered = register(kendal_id, entry(NIK, **told))

        differences = registered.differences[entry(NIK).nik_index]
        assert [f.code for f in differences] == [
            "worker_name_differs",
            "worker_phone_differs",
            "worker_address_differs",
        ]
        kept = identities(viewer=Viewer.system(), worker_ids=registered.values())
        assert Worker.objects.get().name == "Kasmudi Raharjo"
        assert [one.phone for one in kept.values()] == ["+6281390001234"]

    def test_the_same_in_other_letters_is_no_difference(self):
        kendal_id = kendal()
        worker(kendal_id, NIK, **FULL)

        registered = register(kendal_id, entry(NIK, **FULL | {"name": "KASMUDI  RAHARJO"}))

        assert registered.differences == {}

    def test_fills_in_what_was_empty(self):
        kendal_id = kendal()
        worker(kendal_id, NIK)

        register(kendal_id, entry(NIK, **FULL))

        filled = Worker.objects.get()
        assert (filled.birth_place, filled.born_on, filled.sex) == (
            "Kendal",
            date(1978, 3, 12),
            "L",
        )
        assert filled.phone_sealed is not None

    def test_says_that_a_worker_is_on_record_as_dead(self):
        kendal_id = kendal()
        worker_id = worker(kendal_id, NIK)
        record_death(worker_id=worker_id, died_on=date(2026, 11, 1), by=SYSTEM, at=AT)

        registered = register(kendal_id, entry(NIK))

        (finding,) = registered.differences[entry(NIK).nik_index]
        assert (finding.level, finding.code) == ("reject", "worker_died")
        assert "01/11/2026" in finding.message()

    def test_a_worker_of_another_regency_is_the_same_worker(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        known = worker(klaten_id, NIK)

        registered = register(kendal_id, entry(NIK))

        assert list(registered.values()) == [known]
        assert Worker.objects.get().regency_id == klaten_id

    def test_cuts_what_is_longer_than_its_column(self):
        long = {"name": "N" * 300, "birth_place": "B" * 300, "occupation": "O" * 300}

        worker(kendal(), NIK, **long, heir="H" * 300)

        assert len(Worker.objects.get().name) == 100

    def test_an_actor_of_another_regency_is_refused(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")

        with pytest.raises(OutsideScope):
            register(kendal_id, entry(NIK), by=secretariat(klaten_id))

    def test_leaves_one_event_for_the_whole_set(self):
        register(kendal(), entry(NIK), entry(OTHER))

        event = Event.objects.get(action="workers.registered")
        assert (event.row_count, event.detail["known"]) == (2, 0)

    def test_an_empty_set_is_no_harm(self):
        assert register(kendal()) == {}


class TestRecordDeath:
    def test_takes_the_day_itself_but_no_later_one(self):
        worker_id = worker(kendal(), NIK)

        with pytest.raises(DeathRefused, match="death_in_future"):
            record_death(worker_id=worker_id, died_on=date(2026, 11, 21), by=SYSTEM, at=AT)
        record_death(worker_id=worker_id, died_on=date(2026, 11, 20), by=SYSTEM, at=AT)

        assert Worker.objects.get().died_on == date(2026, 11, 20)

    def test_says_the_same_again_without_harm_but_not_another_day(self):
        worker_id = worker(kendal(), NIK)
        record_death(worker_id=worker_id, died_on=date(2026, 11, 1), by=SYSTEM, at=AT)

        record_death(worker_id=worker_id, died_on=date(2026, 11, 1), by=SYSTEM, at=AT)
        with pytest.raises(DeathRefused, match="death_on_other_day"):
            record_death(worker_id=worker_id, died_on=date(2026, 11, 2), by=SYSTEM, at=AT)

        assert Worker.objects.get().died_on == date(2026, 11, 1)

    def test_is_not_before_the_birth(self):
        worker_id = worker(kendal(), NIK, born_on=date(1978, 3, 12))

        with pytest.raises(DeathRefused, match="death_before_birth"):
            record_death(worker_id=worker_id, died_on=date(1978, 3, 11), by=SYSTEM, at=AT)


def test_an_heir_is_kept_beside_those_named_before():
    worker_id = worker(kendal(), NIK, heir="Sukini")

    name_heir(
        worker_id=worker_id,
        name="Parjo",
        relation="anak",
        phone="+6281390005678",
        by=SYSTEM,
        at=AT + timedelta(days=1),
    )

    found = heirs_of(viewer=Viewer.system(), worker_id=worker_id)
    assert [(h.name, h.relation, h.phone) for h in found] == [
        ("Sukini", "", ""),
        ("Parjo", "anak", "+6281390005678"),
    ]


def test_a_worker_is_found_by_the_nik_as_typed():
    worker_id = worker(kendal(), NIK)
    by = Actor(903, "Rudi", Role.OFFICER, Worker.objects.get().regency_id, 1, "request-3")

    found = worker_by_nik(viewer=by.viewer, nik="3324 0712 0378 0911")

    assert found.worker_id == worker_id
