"""Marks whose people are whose, so that a name on a page tells from which office it came."""

from dataclasses import dataclass, replace

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import CivilServant, Worker
from payung.stages.registry.sums.places import NIK_PLACE
from tests.factories import world as worlds
from tests.factories.world import World

OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
COLLEAGUE, NEIGHBOUR, FAR = "Wirasejawat", "Bojanegara", "Klatenningrat"
"""Family names that nobody else in the small world has."""
ABROAD = (Role.SECRETARIAT, Role.AUDITOR, Role.BRANCH, Role.LEADER, Role.KORPRI)
"""Who sees a whole regency; each of them also exists in Klaten, as "klaten-" and the role."""


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What a page may hold of a group of people only for those who may see them."""

    family_name: str
    numbers: frozenset[str]

    def found_in(self, text: str) -> list[str]:
        bare = text.replace(" ", "").replace(".", "").replace("\u00a0", "")
        named = [self.family_name] if self.family_name in text else []
        return named + [number for number in self.numbers if number in bare]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    colleagues: Secrets
    other_office: Secrets
    other_regency: Secrets
    own_regency: Secrets


@operation
def tell_apart(*, world: World, by: Actor, at: object) -> Neighbours:
    """Give colleagues, the other office and another regency their family names."""
    there = replace(world, regency_id=world.other_regency_id)
    servants = worlds.civil_servants(there, world.other_agency_id, 39, 3)
    for number, servant in enumerate(servants):
        worlds.accept(there, servant, worlds.worker(there, 5000 + number), world.month.previous)
    for role in ABROAD:
        worlds.give(there, worlds.person(there, f"klaten-{role}", "Penjaga Klaten"), role)
    own, other = world.agencies[OWN], world.agencies[OTHER]
    colleagues = CivilServant.objects.filter(agency_id=own).exclude(pk=world.sponsor_id)
    record("test.told_apart", by=by, at=world.at)
    return Neighbours(
        colleagues=_named(COLLEAGUE, colleagues),
        other_office=_named(NEIGHBOUR, CivilServant.objects.filter(agency_id=other)),
        other_regency=_named(FAR, CivilServant.objects.filter(agency_id=world.other_agency_id)),
        own_regency=Secrets(
            family_name=NEIGHBOUR,
            numbers=_numbers(CivilServant.objects.filter(regency_id=world.regency_id)),
        ),
    )


def _named(family_name: str, servants: QuerySet[CivilServant]) -> Secrets:
    more = Concat(F("name"), Value(f" {family_name}"))
    folded = Concat(F("folded"), Value(f" {family_name.lower()}"))
    numbers = _numbers(servants)
    _workers(servants).update(name=more, folded=folded)
    servants.update(name=more, folded=folded)
    return Secrets(family_name=family_name, numbers=numbers)


def _workers(servants: QuerySet[CivilServant]) -> QuerySet[Worker]:
    theirs = Sponsorship.objects.filter(sponsor__in=servants.values("pk")).values("worker_id")
    return Worker.objects.filter(pk__in=theirs)


def _numbers(servants: QuerySet[CivilServant]) -> frozenset[str]:
    niks = {
        sealer().open(bytes(sealed), NIK_PLACE)
        for sealed in _workers(servants).values_list("nik_sealed", flat=True)
    }
    return frozenset(niks | set(servants.values_list("nip", flat=True)))
