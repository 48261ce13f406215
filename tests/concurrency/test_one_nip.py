"""One NIP, one person: two people give it at the same moment, in one regency or in two."""

from datetime import date

import pytest

from payung.foundation.access.models import FormerSignIn, Person
from payung.kernel.nip import NipKind, parse_nip
from payung.kernel.people import Actor, Role
from payung.process.new_nip import give_new_nip, undo_new_nip
from payung.stages.registry.models import CivilServant, NipChange
from payung.stages.registry.problems import NewNipRefused, NipOfAnother
from payung.stages.registry.sums.nips import Cause
from tests.concurrency.test_one_sponsor import at_once
from tests.factories.enrolment import office
from tests.factories.lapse import account

pytestmark = pytest.mark.usefixtures("own_database")
NEW, OTHER = "198001012010011991", "198001012010011992"


def _secretariat(regency_id: int) -> Actor:
    return Actor(8004 + regency_id, "Sekretariat", Role.SECRETARIAT, regency_id, None, "uji")


def _give(civil_servant_id: int, regency_id: int, at, nip: str = NEW):
    seen = CivilServant.objects.get(pk=civil_servant_id).nip

    def call():
        try:
            return give_new_nip(
                civil_servant_id=civil_servant_id,
                nip=parse_nip(nip),
                kind=NipKind.PNS,
                cause=Cause.CORRECTED,
                counts_from=date(2026, 10, 1),
                seen_nip=seen,
                reason="SK 821/45",
                by=_secretariat(regency_id),
                at=at,
            )
        except (NipOfAnother, NewNipRefused) as refusal:
            return refusal

    return call


def _signs_in(civil_servant_id: int) -> None:
    nip = CivilServant.objects.get(pk=civil_servant_id).nip
    account(nip, civil_servant_id=civil_servant_id)


@pytest.mark.parametrize("codes", [("33.24", "33.24"), ("33.24", "33.10")])
def test_two_who_give_one_nip_to_two_people_give_it_to_one(at, codes):
    home = office(code=codes[0])
    there = home if codes[0] == codes[1] else office(code=codes[1])
    chosen = (home.sponsors[0], home.regency_id), (there.sponsors[1], there.regency_id)
    for civil_servant_id, _ in chosen:
        _signs_in(civil_servant_id)

    outcomes = at_once([_give(*one, at) for one in chosen])

    assert sum(isinstance(outcome, NipOfAnother) for outcome in outcomes) == 1, outcomes
    (holder,) = CivilServant.objects.filter(nip=NEW)
    assert Person.objects.get(sign_in=NEW).civil_servant_id == holder.pk
    assert NipChange.objects.count() == FormerSignIn.objects.count() == 1


def test_two_who_give_one_person_the_same_nip_do_it_once_and_it_can_be_taken_back(at):
    home = office()
    one = (home.sponsors[0], home.regency_id)
    before = home.nips[0]
    _signs_in(one[0])

    first, second = at_once([_give(*one, at)] * 2)

    assert first == second
    undo_new_nip(
        civil_servant_id=one[0], change_id=first, reason="salah", by=_secretariat(one[1]), at=at
    )
    assert (Person.objects.get().sign_in, CivilServant.objects.get(pk=one[0]).nip) == (before,) * 2
    assert not FormerSignIn.objects.exists(), "the number that never was theirs leads nobody here"


def test_two_who_give_one_person_two_nips_are_not_both_right(at):
    home = office()
    one = (home.sponsors[0], home.regency_id)
    _signs_in(one[0])

    outcomes = at_once([_give(*one, at), _give(*one, at, OTHER)])

    (refused,) = [one for one in outcomes if isinstance(one, NewNipRefused)]
    assert refused.finding.code == "nip_new_meanwhile"
    assert NipChange.objects.count() == FormerSignIn.objects.count() == 1


def test_a_nip_that_somebody_gives_up_at_that_moment_goes_to_nobody_else(at):
    home, there = office(), office(code="33.10")
    left = home.nips[0]

    outcomes = at_once(
        [
            _give(home.sponsors[0], home.regency_id, at),
            _give(there.sponsors[0], there.regency_id, at, left),
        ]
    )

    assert isinstance(outcomes[1], NipOfAnother)
    assert CivilServant.objects.get(pk=home.sponsors[0]).nip == NEW
