"""Behind the database's own walls every role is answered as the questions promise."""

from collections.abc import Iterator

import pytest
from django.db import connection

from payung.foundation.audit import scope
from payung.kernel.people import Actor
from payung.stages.claims import operations, queries
from payung.stages.claims.sums.heirs import ChildInput
from tests.factories import claims as made
from tests.factories.claims import AT

pytestmark = pytest.mark.django_db
INSIDE = (
    *("claims_claimfacts", "claims_heir", "claims_heirversion", "claims_papermark", "claims_word"),
    *("claims_claimfile", "claims_child", "claims_childversion", "claims_decision"),
    *("claims_decisionline", "claims_payment", "claims_flag", "claims_schoolyear"),
)


@pytest.fixture
def place():
    """A family whose claim has something of everything, the last paper asked for."""
    of = made.place()
    claim_id = made.died(of)
    file = {"claim_id": claim_id, "code": "family_card", "content": made.photo()}
    operations.add_heir(claim_id=claim_id, heir=made.WIDOW, by=of.officer, at=AT)
    operations.keep_file(**file, by=of.officer, at=AT)
    child = ChildInput(name="Ayu", born_on=made.date(2016, 1, 1))
    operations.add_child(claim_id=claim_id, child=child, by=of.officer, at=AT)
    made.at_branch(of, claim_id)
    made.decided(of, claim_id)
    (widow, *_) = made.heir_ids(of, claim_id)
    made.pay(of, claim_id, widow, 1)
    return of, claim_id


@pytest.fixture
def looking() -> Iterator[object]:
    def look(by: Actor, sponsor_id: int | None = None) -> None:
        scope.show_to(by.viewer, sponsor_id=sponsor_id)

    yield look
    scope.show_everything()


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def all_of(viewer, claim_id):
    """Ask everything there is to ask about a claim."""
    of = {"viewer": viewer, "claim_id": claim_id, "at": AT}
    return [
        queries.claims(viewer=viewer, at=AT),
        queries.claim_of(**of),
        queries.facts_of(**of),
        queries.heirs_of(**of),
        queries.papers_of(**of),
        queries.award_of(**of),
        queries.decision_of(**of),
        queries.evidence_of(**of),
        queries.children_of(**of),
        queries.flags_of(viewer=viewer, claim_id=claim_id),
        queries.months_after(viewer=viewer, claim_id=claim_id),
        queries.case_of(viewer=viewer, claim_id=claim_id),
    ]


def test_walls_take_nothing_from_who_works_on_a_claim(place, looking):
    of, claim_id = place
    for by in (of.officer, of.branch, of.auditor):
        made.look(of, claim_id, by)
        without = all_of(by.viewer, claim_id)

        looking(by)

        assert all_of(by.viewer, claim_id) == without
        scope.show_everything()


def test_a_sponsor_is_shown_the_claim_and_nothing_inside_it(place, looking):
    of, claim_id = place
    sponsor, civil_servant_id = made.sponsor(of), of.given[0].sponsor_id

    looking(sponsor, civil_servant_id)

    assert (rows("claims_claim"), [rows(table) for table in INSIDE]) == (1, [0] * len(INSIDE))
    seen = queries.claim_of(viewer=sponsor.viewer, claim_id=claim_id, at=AT)
    assert [step.state for step in seen.steps][-1] == "in_process"


def test_another_office_and_a_stranger_are_shown_nothing(place, looking):
    _, claim_id = place
    for by in (made.place().officer, made.sponsor(made.place())):
        looking(by, 0)

        assert [rows(table) for table in ("claims_claim", *INSIDE)] == [0] * (len(INSIDE) + 1)
        assert queries.claim_of(viewer=by.viewer, claim_id=claim_id, at=AT) is None
        scope.show_everything()


def test_an_injury_names_no_part_of_the_body_without_a_reason(looking):
    of = made.place()
    claim_id = made.hurt(of, facts=made.Facts(costs_idr={"land": 200_000}))
    viewer = of.officer.viewer

    assert queries.award_of(viewer=viewer, claim_id=claim_id, at=AT) is None
    made.look(of, claim_id)
    assert queries.award_of(viewer=viewer, claim_id=claim_id, at=AT).total_idr == 200_000
