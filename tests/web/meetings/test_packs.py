"""S53: a month is looked at, frozen and printed; frozen twice it is one pack."""

import re
from datetime import timedelta

import pytest

from payung.foundation.documents.models import Document
from payung.kernel.people import Role
from payung.process.monev import freeze_pack
from payung.stages.monitoring import queries
from payung.stages.monitoring.models import OfficeMonth, PackFreeze
from payung.stages.monitoring.problems import NotYourMeeting
from payung.web.refs import ref_of
from tests.factories import meetings
from tests.factories.meetings import OWN
from tests.factories.world import World, actor
from tests.web.forms import send
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PACKS = "/pimpinan/bahan-rapat/"


def correct(world: World, office: str = OWN) -> None:
    """Let an office's month become another one, as a later taking would find it."""
    viewer = meetings.secretariat(world).viewer
    [row] = OfficeMonth.objects.filter(
        agency_id=world.agencies[office], month=meetings.reported(world).first_day
    ).order_by("-version")[:1]
    seen = queries.office_of(viewer=viewer, agency_id=row.agency_id, month=meetings.reported(world))
    assert seen is not None
    row.pk, row.version = None, row.version + 1
    row.joined, row.closed_on, row.closings = row.joined + 1, None, max(row.closings, 1)
    row.taken_at = world.at + timedelta(minutes=5)
    row.save(force_insert=True)


def test_a_leader_chooses_a_month_looks_and_prints_in_two_screens(web_world: World):
    meetings.meeting(web_world, days=4)
    client = signed_in(Role.LEADER)

    page = client.get(f"{PACKS}?bulan={meetings.reported(web_world)}")
    words = told(page)
    answer = send(client, f"{PACKS}?bulan={meetings.reported(web_world)}", follow=True)
    files = told(answer)

    home = told(client.get("/pimpinan/"))
    pack = queries.totals_of(
        viewer=meetings.secretariat(web_world).viewer, month=meetings.reported(web_world)
    )
    assert pack is not None
    assert f"{pack.covered} pekerja" in words
    assert "Keadaan" in words
    assert "Ruang Rapat Sekda" in words
    assert "Bahan rapat" in home
    for name in ("Satu halaman A4", "16:9 (PDF)", "PPTX", "XLSX"):
        assert name in files
    assert "Versi 1" in files
    assert "masih sama sampai sekarang" in files
    [row] = PackFreeze.objects.all()
    assert row.meeting_id is not None
    assert Document.objects.filter(pk__in=row.documents).count() == 2


def test_frozen_twice_or_by_two_it_is_one_pack_until_something_changes(web_world: World):
    by, leader = meetings.secretariat(web_world), actor(web_world, Role.LEADER)
    month = meetings.reported(web_world)

    first = freeze_pack(month=month, by=by, at=web_world.at)
    again = freeze_pack(month=month, by=leader, at=web_world.at + timedelta(minutes=1))
    correct(web_world)
    third = freeze_pack(month=month, by=by, at=web_world.at + timedelta(minutes=9))

    assert (first.is_new, again.is_new, third.is_new) == (True, False, True)
    assert again.freeze_id == first.freeze_id != third.freeze_id
    words = told(signed_in(Role.SECRETARIAT).get(f"{PACKS}{ref_of('freeze', third.freeze_id)}/"))
    assert "Berbeda dari versi 1" in words
    assert f"{OWN} ASN ikut serta" in words


def test_a_month_that_is_opened_again_is_said_on_the_meetings_page(web_world: World):
    made = meetings.meeting(web_world)
    by = meetings.secretariat(web_world)
    freeze_pack(month=meetings.reported(web_world), meeting_id=made, by=by, at=web_world.at)
    page = f"/kelola/rapat/{ref_of('meeting', made)}/"
    assert "dibuka lagi" not in told(signed_in(Role.LEADER).get(page))

    correct(web_world)

    assert f"dibuka lagi sesudah bahan dibekukan: {OWN}" in told(signed_in(Role.LEADER).get(page))


def test_one_office_has_a_report_and_nobody_elses_is_found(web_world: World):
    client = signed_in(Role.SECRETARIAT)
    own = ref_of("agency", web_world.agencies[OWN])
    abroad = ref_of("agency", web_world.other_agency_id)

    answer = send(client, f"{PACKS}?kantor={own}", {"kantor": own}, follow=True)

    assert re.search(rf"Laporan .* {OWN}", told(answer))
    [row] = PackFreeze.objects.all()
    assert (row.agency_id, row.meeting_id) == (web_world.agencies[OWN], None)
    for wrong in (abroad, "x", ref_of("meeting", 1)):
        assert client.get(f"{PACKS}?kantor={wrong}").status_code == 404
    with pytest.raises(NotYourMeeting):
        freeze_pack(
            month=meetings.reported(web_world),
            by=actor(web_world, Role.KORPRI),
            at=web_world.at,
        )
