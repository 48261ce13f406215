"""A death list becomes cases: asked about, decided by a person, one case for one death."""

from dataclasses import replace
from datetime import timedelta

import pytest

from payung.foundation.outbox.models import PreparedText
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Actor, Viewer
from payung.process.claiming import report_death
from payung.process.claims_undoing import undo_death
from payung.process.deaths import (
    begin_claim,
    confirm_death,
    keep_death_list,
    refuse_match,
    take_death_list,
)
from payung.process.endings import worker_died
from payung.process.received_lists import AppliedBefore, SeenOtherwise
from payung.reports.quality.death_list import review_of
from payung.stages.claims.models import Claim, DeathMatch
from payung.stages.claims.problems import ClaimUnknown, MatchUnknown, NotAllowed
from payung.stages.claims.queries.deaths import (
    match_of,
    matches,
    matches_waiting,
    unclaimed_deaths,
)
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.operations import name_heir
from tests.factories import claims as families
from tests.factories import deaths
from tests.factories.claims import AT, SYSTEM, Place
from tests.factories.deaths import BORN, DIED_ON, Said, desk, identity, read, sheet, taken
from tests.factories.enrolment import nik

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Place:
    """Three covered workers; the first is Slamet Riyadi, born 4 June 1975."""
    made = families.place(3, months=1)
    for number, given in enumerate(made.given):
        name = ("Slamet Riyadi", "Sri Lestari", "Tumini")[number]
        identity(given.worker_id, name, number=nik(80 + number, BORN))
    return made


def _names(viewer: Viewer, *, waiting: bool = True) -> list[str]:
    return [row.name for row in matches(viewer=viewer, waiting=waiting)]


class TestAList:
    def test_asks_about_members_only_and_about_each_once(self, village: Place):
        by = desk(village)
        first = taken(sheet(Said(name="Slamet Rijadi"), Said(name="Orang Lain Sekali")), by=by)

        assert len(first) == 1
        assert _names(by.viewer) == ["Slamet Riyadi"]
        assert match_of(viewer=by.viewer, match_id=first[0]).match.how == "name_and_date"

        again = taken(sheet(Said(name="Slamet Rijadi"), Said(name="Baris Baru")), by=by)
        assert again == [], "the same row of the next month's list"
        assert matches_waiting(viewer=by.viewer) == 1

    def test_the_same_list_twice_changes_nothing(self, village: Place):
        by, content = desk(village), sheet(Said())
        taken(content, by=by)

        with pytest.raises(AppliedBefore):
            taken(content, by=by)

        assert DeathMatch.objects.count() == 1

    def test_is_taken_in_as_it_was_seen_or_not_at_all(self, village: Place):
        by = desk(village)
        found = read(sheet(Said(name="Tumini Baru", nik=nik(82, BORN))), on=DIED_ON)
        file_id = keep_death_list(read=found, regency_id=by.regency_id, by=by, at=AT)
        seen = review_of(viewer=by.viewer, read=found).digest
        identity(village.given[2].worker_id, "Tumini", number=nik(89, BORN))

        with pytest.raises(SeenOtherwise):
            take_death_list(
                file_id=file_id,
                read=found,
                seen_digest=seen,
                regency_id=by.regency_id,
                by=by,
                at=AT,
            )
        assert not DeathMatch.objects.exists()

    def test_says_how_many_have_their_claim_already(self, village: Place):
        families.died(village)
        found = read(sheet(Said(nik=nik(80, BORN)), Said(name="Tumini")), on=DIED_ON)

        review = review_of(viewer=desk(village).viewer, read=found)

        assert (review.known, [one.name for one in review.found]) == (1, ["Tumini"])


class TestADecision:
    def test_that_it_is_the_member_makes_one_case_with_words_for_the_family(self, village: Place):
        by, given = desk(village), village.given[0]
        said = {"name": "Sumarni", "relation": "istri", "phone": "081234567890"}
        name_heir(worker_id=given.worker_id, **said, by=by, at=AT)
        (match,) = taken(sheet(Said()), by=by)

        made = confirm_death(match_id=match, by=by, at=AT)
        again = confirm_death(match_id=match, by=by, at=AT)

        assert (made.is_new, again.is_new) == (True, False)
        assert made.claim_id == again.claim_id
        claim = Claim.objects.get()
        assert (claim.died_on, claim.worker_id, claim.state) == (
            DIED_ON,
            given.worker_id,
            "reported",
        )
        assert Sponsorship.objects.get(pk=given.sponsorship_id).end_reason == "died"
        words = PreparedText.objects.get(code="wa.condolence")
        assert words.phone_sealed is not None
        assert "Slamet" not in words.body
        assert _names(village.officer.viewer, waiting=False) == ["Slamet Riyadi"]
        with pytest.raises(MoveNotAllowed):
            refuse_match(match_id=match, by=by, at=AT)

    def test_that_it_is_somebody_else_changes_nothing_and_can_be_seen_otherwise(
        self, village: Place
    ):
        by = desk(village)
        (match,) = taken(sheet(Said()), by=by)

        refuse_match(match_id=match, by=by, at=AT)
        refuse_match(match_id=match, by=by, at=AT)

        assert not Claim.objects.exists()
        assert _names(village.officer.viewer, waiting=False) == []
        assert taken(sheet(Said(), Said(name="Lain Lagi")), by=by) == []
        assert confirm_death(match_id=match, by=by, at=AT).is_new

    def test_finds_the_case_that_others_reported_meanwhile_on_another_day(self, village: Place):
        by = desk(village)
        (match,) = taken(sheet(Said()), by=by)
        reported = report_death(
            sponsorship_id=village.given[0].sponsorship_id,
            died_on=DIED_ON - timedelta(days=1),
            by=village.officer,
            at=AT,
        )

        confirmed = confirm_death(match_id=match, by=by, at=AT)

        assert (confirmed.claim_id, confirmed.is_new) == (reported.claim_id, False)
        assert Claim.objects.count() == 1

    def test_is_the_secretariats_of_the_own_regency(self, village: Place):
        (match,) = taken(sheet(Said()), by=desk(village))
        elsewhere = replace(desk(village), regency_id=village.of.regency_id + 1)

        with pytest.raises(MatchUnknown):
            confirm_death(match_id=match, by=village.officer, at=AT)
        with pytest.raises(NotAllowed):
            refuse_match(match_id=match, by=village.officer, at=AT)
        with pytest.raises(MatchUnknown):
            confirm_death(match_id=match, by=elsewhere, at=AT)
        assert match_of(viewer=elsewhere.viewer, match_id=match) is None
        assert match_of(viewer=village.officer.viewer, match_id=match) is None

    def test_of_somebody_who_lives_is_taken_back_and_may_be_asked_again(self, village: Place):
        by = desk(village)
        (match,) = taken(sheet(Said()), by=by)
        made = confirm_death(match_id=match, by=by, at=AT)
        undo_death(claim_id=made.claim_id, reason="Salah orang", by=village.officer, at=AT)

        later = Said(name="Slamet Riadi", died_on=DIED_ON + timedelta(days=2))
        (again,) = taken(sheet(later), by=by)

        assert confirm_death(match_id=again, by=by, at=AT).is_new


class TestADeathOnRecordWithoutAClaim:
    def test_stands_on_the_offices_list_until_the_claim_begins(self, village: Place):
        given = village.given[1]
        worker_died(worker_id=given.worker_id, died_on=DIED_ON, by=Actor.system("uji"), at=AT)

        (row,) = unclaimed_deaths(viewer=village.officer.viewer)
        assert (row.name, row.died_on) == ("Sri Lestari", DIED_ON)
        assert unclaimed_deaths(viewer=SYSTEM) == [row]

        begun = begin_claim(sponsorship_id=row.sponsorship_id, by=village.officer, at=AT)

        assert begun.is_new
        assert unclaimed_deaths(viewer=village.officer.viewer) == []
        with pytest.raises(ClaimUnknown):
            begin_claim(sponsorship_id=row.sponsorship_id, by=village.officer, at=AT)


def test_the_factory_writes_what_a_village_types():
    assert deaths.sheet(Said(born_on=None)).decode().splitlines()[1:] == [
        deaths.HEADER,
        ";Slamet Riyadi;;15/11/2026;Boja",
    ]
