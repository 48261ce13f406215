"""What a regency's programme rests on: written down once, then only replaced or ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.names import shown
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import LegalBasis, LegalBasisEnd, Regency
from payung.stages.registry.problems import BasisRefused, OutsideScope
from payung.stages.registry.sums.legal_bases import KINDS, as_cited

NUMBER: Final = 60
ABOUT: Final = 200
LINK: Final = 300
REASON: Final = 200
OLDEST: Final = 1945


@dataclass(frozen=True, kw_only=True)
class Written:
    """A legal basis as it was written down; days are inclusive."""

    kind: str
    number: str
    year: int | None
    about: str
    from_on: date
    signed_on: date | None = None
    until_on: date | None = None
    link: str = ""


@operation
def add_basis(
    *,
    regency_id: int,
    written: Written,
    replaces_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Write down a legal basis of the actor's regency; return its id.

    What it replaces is cited until the day before.

    :raises OutsideScope: not theirs, or what it is to replace is not.
    :raises BasisRefused: no such kind, no number, an impossible year or day, an unsafe address,
        there already, or what it is to replace was replaced or ended before.
    """
    place = _regency_of(by, regency_id)
    _refuse(written)
    cited = as_cited(written.kind, place.name, written.number, written.year)
    _refuse_clash(regency_id, cited, replaces_id, written)
    made = LegalBasis.objects.create(
        regency_id=regency_id,
        kind=written.kind,
        number=shown(written.number)[:NUMBER],
        year=written.year,
        cited=cited,
        about=shown(written.about)[:ABOUT],
        signed_on=written.signed_on,
        from_on=written.from_on,
        until_on=written.until_on,
        link=written.link[:LINK],
        replaces_id=replaces_id,
        entered_by_id=by.person_id,
        entered_at=at,
    )
    record("basis.added", target=made, by=by, at=at, replaces=replaces_id)
    return int(made.pk)


@operation
def end_basis(*, basis_id: int, ended_on: date, reason: str, by: Actor, at: datetime) -> None:
    """
    Say that a legal basis is in force no more from a day on; papers of before keep it.

    :raises OutsideScope: it is not of the actor's regency.
    :raises BasisRefused: no reason, a day before its first, or it was ended or replaced before.
    """
    found = LegalBasis.objects.filter(pk=basis_id).first()
    if found is None:
        raise OutsideScope(by.regency_id)
    _regency_of(by, found.regency_id)
    said = shown(reason)[:REASON]
    if not said:
        raise BasisRefused("reason")
    _refuse_over(found.pk)
    if ended_on < found.from_on:
        raise BasisRefused("before")
    made = LegalBasisEnd.objects.create(
        basis=found, ended_on=ended_on, reason=said, ended_by_id=by.person_id, ended_at=at
    )
    record("basis.ended", target=made, by=by, at=at, reason=said, ended_on=ended_on.isoformat())


def _regency_of(by: Actor, regency_id: int) -> Regency:
    may = by.role is Role.SYSTEM or (by.role is Role.SECRETARIAT and by.regency_id == regency_id)
    # Locked, so that two who write, end or replace the same one wait for each other.
    found = Regency.objects.select_for_update().filter(pk=regency_id).first()
    if not may or found is None:
        raise OutsideScope(by.regency_id)
    return found


def _refuse(written: Written) -> None:
    if written.kind not in KINDS:
        raise BasisRefused("kind")
    if not shown(written.number):
        raise BasisRefused("number")
    latest = written.from_on.year + 1
    if written.year is not None and not OLDEST <= written.year <= latest:
        raise BasisRefused("year")
    if written.signed_on is not None and written.signed_on > written.from_on:
        raise BasisRefused("signed")
    if written.until_on is not None and written.until_on < written.from_on:
        raise BasisRefused("until")
    if written.link and not written.link.startswith("https://"):
        raise BasisRefused("link")


def _refuse_clash(regency_id: int, cited: str, replaces_id: int | None, written: Written) -> None:
    if replaces_id is None:
        _refuse_twice(regency_id, cited)
    else:
        _refuse_replacing(regency_id, replaces_id, written)


def _refuse_twice(regency_id: int, cited: str) -> None:
    same = LegalBasis.objects.filter(regency_id=regency_id, cited=cited)
    if same.exclude(pk__in=_over()).exists():
        raise BasisRefused("twice")


def _refuse_replacing(regency_id: int, replaces_id: int, written: Written) -> None:
    old = LegalBasis.objects.filter(pk=replaces_id, regency_id=regency_id).first()
    if old is None:
        raise OutsideScope(regency_id)
    _refuse_over(old.pk)
    if written.from_on < old.from_on:
        raise BasisRefused("earlier")


def _refuse_over(basis_id: int) -> None:
    if basis_id in _over():
        raise BasisRefused("over")


def _over() -> set[int]:
    """Return those that were ended or replaced, whether or not the day has come."""
    ended = LegalBasisEnd.objects.values_list("basis_id", flat=True)
    replaced = LegalBasis.objects.exclude(replaces=None).values_list("replaces_id", flat=True)
    return {*ended, *(pk for pk in replaced if pk is not None)}
