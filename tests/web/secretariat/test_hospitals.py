"""S103b: the secretariat keeps the branch's partner hospitals, by day; nothing is wiped out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from payung.foundation.audit.models import Event
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Role, Viewer
from payung.stages.registry.models import Hospital
from payung.stages.registry.operations.hospitals import end_hospital
from payung.stages.registry.problems import HospitalRefused, OutsideScope
from payung.stages.registry.queries.hospitals import hospitals
from tests.factories import world as worlds
from tests.factories.hospitals import hospital
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
LIST, ADD = "/kelola/rumah-sakit/", "/kelola/rumah-sakit/tambah/"
A_DAY = timedelta(days=1)


def _names(world: World, on, regency_id=None):
    viewer = Viewer(Role.SECRETARIAT, 1, regency_id or world.regency_id, None)
    return [row.name for row in hospitals(viewer=viewer, on=on)]


def test_is_added_read_and_ended_and_stays_on_record(web_world: World):
    client, today = signed_in(Role.SECRETARIAT), web_world.today
    assert "Belum ada rumah sakit" in told(client.get(LIST))
    said = {"nama": "RS Payung Sehat", "alamat": "Jalan Contoh 1", "telepon": "0294 381901"}
    assert send(client, ADD).status_code == 422
    assert send(client, ADD, **said, **boxes("sejak", today), jam24="on").status_code == 302
    assert send(client, ADD, **said, **boxes("sejak", today)).status_code == 422, "twice"
    for wrong in ({"telepon": "nol"}, {"nama": ""}, {"nama": "x" * 151}, {"alamat": ""}):
        one = {**said, "nama": "RS Lain", **wrong, **boxes("sejak", today)}
        assert send(client, ADD, **one).status_code == 422, wrong
    page = told(client.get(LIST))
    assert "RS Payung Sehat" in page
    assert "0294-381901" in page

    (row,) = hospitals(viewer=worlds.actor(web_world, Role.SECRETARIAT).viewer)
    ending = client.get(LIST).content.decode().split("/akhiri/")[0].rpartition('"')[2] + "/akhiri/"
    early = send(client, ending, **boxes("sejak", today - A_DAY))
    assert early.status_code == 422
    assert send(client, ending, **boxes("sejak", today + A_DAY)).status_code == 302
    assert send(client, ending, **boxes("sejak", today + A_DAY)).status_code == 422

    assert _names(web_world, today) == ["RS Payung Sehat"], "its last day"
    assert _names(web_world, today - A_DAY) == _names(web_world, today + A_DAY) == []
    assert _names(web_world, today, web_world.other_regency_id) == []
    kinds = Event.objects.filter(target_type="registry_hospital", target_id=row.hospital_id)
    assert sorted(kinds.values_list("action", flat=True)) == ["hospital.added", "hospital.ended"]
    assert send(client, ADD, **said, **boxes("sejak", today)).status_code == 302, "it came back"


def test_only_the_secretariat_of_the_regency_changes_the_list(web_world: World):
    made = hospital(web_world)
    for role in (Role.OFFICER, Role.AUDITOR, Role.BRANCH):
        by = worlds.actor(web_world, role)
        with pytest.raises(OutsideScope):
            end_hospital(hospital_id=made, ended_on=web_world.today, by=by, at=web_world.at)
    with pytest.raises(HospitalRefused, match="name"):
        hospital(web_world, " ")
    assert "Keluarkan" not in told(signed_in(Role.AUDITOR).get(LIST))


def test_the_database_keeps_days_in_order_and_names_once(web_world: World):
    made = hospital(web_world)

    @operation
    def spoil(*, change, by, at):
        record("hospital.spoiled", by=by, at=at)
        change()

    by = worlds.actor(web_world, Role.SECRETARIAT)
    backwards = web_world.today - A_DAY
    row = Hospital.objects.get(pk=made)
    for change in (
        lambda: Hospital.objects.filter(pk=made).update(ended_on=backwards),
        lambda: Hospital.objects.create(
            regency_id=row.regency_id, name="x", folded=row.folded, since_on=row.since_on
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(change=change, by=by, at=web_world.at)
