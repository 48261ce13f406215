"""S3B, S3C and the office's contact: paid first, then a card; words for all, names for nobody."""

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.reports.cards import card_holders
from payung.stages.membership.models import Card
from payung.stages.registry.models import AgencyContact
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.covered import covered_sponsorship
from tests.factories.world import World
from tests.web.forms import send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
CARDS, OWN, OTHER = "/kantor/kartu/", "Dinas Kesehatan", "Kecamatan Boja"


def _holders(world: World):
    viewer = worlds.actor(world, Role.OFFICER).viewer
    return card_holders(viewer=viewer, on=world.today, most=500)


def test_only_a_worker_whose_month_is_paid_gets_a_card(web_world: World):
    unpaid = next(row for row in _holders(web_world) if not row.is_covered)

    answer = send(
        signed_in(Role.OFFICER), CARDS, {"pilih": ref_of("sponsorship", unpaid.sponsorship_id)}
    )

    assert answer.status_code == 422
    assert "setelah iuran bulan ini diterima" in answer.content.decode()
    assert not Card.objects.exists()


def test_cards_of_two_offices_are_refused_together(web_world: World):
    ids = [covered_sponsorship(web_world, office) for office in (OWN, OTHER)]

    answer = send(
        signed_in(Role.OFFICER), CARDS, {"pilih": [ref_of("sponsorship", each) for each in ids]}
    )

    assert answer.status_code == 404
    assert not Card.objects.exists()


def test_a_lost_card_dies_and_the_new_one_has_another_code(web_world: World):
    own, client = covered_sponsorship(web_world, OWN), signed_in(Role.OFFICER)
    send(client, CARDS, {"pilih": ref_of("sponsorship", own)})
    first = Card.objects.get(revoked_at=None)

    answer = send(client, reverse("lost-card", args=[own]), {"sebab": "Kena banjir"})

    assert answer.status_code == 302
    second = Card.objects.get(revoked_at=None)
    first.refresh_from_db()
    assert second.code != first.code
    assert first.revoked_because == "Kena banjir"


def test_the_invitation_counts_and_names_nobody(web_world: World):
    page = signed_in(Role.OFFICER).get("/kantor/ajakan/").content.decode()

    assert "rekan sekantor belum ikut" in page
    assert "Agus Lestari" not in page.split("<main")[1]
    assert "https://wa.me/?text=" in page


def test_an_event_makes_both_papers_and_tells_what_is_missing(web_world: World):
    client = signed_in(Role.OFFICER)
    said = {
        "sesi": "Sosialisasi pagi", "tanggal_hari": "10", "tanggal_bulan": "12",
        "tanggal_tahun": "2026", "jam": "09.00 WIB", "tempat": "Aula", "kosong": "1",
    }  # fmt: skip
    for letter in ("undangan", "hadir"):
        answer = send(client, "/kantor/ajakan/", {**said, "surat": letter})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        assert answer["Location"].startswith("/surat/")

    empty = send(client, "/kantor/ajakan/", {"surat": "undangan"})
    assert empty.status_code == 422
    for field in ("sesi", "tanggal", "jam", "tempat"):
        assert f'href="#{field}"' in empty.content.decode()


def test_the_offices_number_is_kept_in_one_form_and_a_wrong_one_refused(web_world: World):
    client, page = signed_in(Role.OFFICER), "/kantor/kontak/"

    assert send(client, page, {"telepon": "abc"}).status_code == 422
    answer = send(client, page, {"telepon": "0812-3456-7890", "jam": "08.00–15.00", "ruang": "2"})

    assert answer.status_code == 302
    kept = AgencyContact.objects.get(agency_id=web_world.agencies[OWN])
    assert (kept.phone, kept.hours, kept.room) == ("+6281234567890", "08.00–15.00", "2")
