"""Offices go, and people move; a family keeps somebody who walks with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.process.claiming import report_accident
from payung.process.offices import merge_offices
from payung.stages.claims.models import Claim
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import CivilServant
from tests.factories.claim_pages import OTHER, OWN, THERE, claim_of
from tests.factories.world import SYSTEM, World, actor
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGES = ("claim", "claim-told", "claim-outcome", "claim-heirs", "claim-papers", "claim-children")


def test_the_claims_of_an_office_follow_it_into_another(web_world: World):
    claim_id, officer = claim_of(web_world, THERE), signed_in(Role.OFFICER)
    page = reverse("claim", args=[claim_id])
    assert officer.get(page).status_code == 404

    merge_offices(
        agency_id=web_world.agencies[OTHER],
        into_id=web_world.agencies[OWN],
        closed_on=web_world.today,
        reason="Penggabungan kantor",
        by=actor(web_world, Role.SECRETARIAT),
        at=web_world.at,
    )

    assert Claim.objects.get(pk=claim_id).agency_id == web_world.agencies[OWN]
    send(officer, reverse("claim-open", args=[claim_id]), alasan="prepare")
    for name in PAGES:
        answer = officer.get(reverse(name, args=[claim_id]))
        assert answer.status_code == 200, name
        assert THERE in told(answer), name


def test_a_family_keeps_its_officer_when_the_sponsor_moves_and_the_new_one_is_told(
    web_world: World,
):
    thing = Sponsorship.objects.filter(agency__name=OTHER, state="accepted").order_by("pk")[0]
    day = web_world.today - timedelta(days=1)
    first = report_accident(
        sponsorship_id=thing.pk, happened_at=web_world.at - timedelta(days=1), by=SYSTEM,
        at=web_world.at,
    )  # fmt: skip
    for table, row in ((Sponsorship, thing.pk), (CivilServant, thing.sponsor_id)):
        table.objects.filter(pk=row).update(agency_id=web_world.agencies[OWN])
    officer = signed_in(Role.OFFICER)

    said = {"tempat": "Sawah", "kegiatan": "Menanam", "luka": "Kepala"}
    path = reverse("claim-accident", args=[thing.pk])
    answer = send(officer, path, **boxes("kapan", day), **said)

    assert answer.status_code == 422
    assert f"didampingi petugas {OTHER}" in told(answer)
    assert officer.get(reverse("claim", args=[first.claim_id])).status_code == 404
    assert Claim.objects.filter(worker_id=thing.worker_id).count() == 1
