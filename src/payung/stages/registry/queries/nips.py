"""Questions about the NIPs that people had before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.registry.models import CivilServant, NipChange

TAKEN_BACK_WITHIN: Final = timedelta(days=90)


def nip_at(person: str, moment: str) -> str:
    """
    Return SQL for the NIP that a civil servant had at a moment, as a list of that day printed it.

    :param person: the alias of `registry_civilservant` in the statement.
    :param moment: an expression of the statement, such as `d.locked_at`.
    """
    return f"""coalesce((SELECT f.before FROM registry_nipchange f
        WHERE f.civil_servant_id = {person}.id AND f.at > {moment}
        ORDER BY f.id LIMIT 1), {person}.nip)"""


HAD_NIP: Final = """SELECT f.civil_servant_id FROM registry_nipchange f
    WHERE f.before = %(nip)s AND f.takes_back_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM registry_nipchange b WHERE b.takes_back_id = f.id)"""
"""Who had the NIP `nip` before; as part of a statement."""


OTHER_NIPS: Final = """ARRAY(SELECT f.before FROM registry_nipchange f
    WHERE f.civil_servant_id = c.id AND f.takes_back_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM registry_nipchange b WHERE b.takes_back_id = f.id)
    UNION SELECT c.nip)"""
"""All NIPs that the civil servant `c` has or had; as part of a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NipChangeRow:
    """One change of NIP; a mistake that was taken back is told as such."""

    change_id: int
    civil_servant_id: int
    before: str
    after: str
    kind_before: str
    kind_after: str
    counts_from: date
    cause: str
    reason: str
    at: datetime
    is_taken_back: bool

    def may_be_taken_back(self, at: datetime) -> bool:
        """Whether there still is time; only the last change can be."""
        return not self.is_taken_back and at < self.at + TAKEN_BACK_WITHIN


def nip_changes(*, viewer: Viewer, civil_servant_id: int) -> list[NipChangeRow]:
    """Return the changes of a civil servant whom the viewer may see, newest first."""
    visible = CivilServant.objects.visible_to(viewer).filter(pk=civil_servant_id)
    rows = NipChange.objects.filter(civil_servant__in=visible, takes_back=None)
    fields = (
        *("pk", "civil_servant_id", "before", "after", "kind_before", "kind_after"),
        *("counts_from", "cause", "reason", "at", "is_taken_back"),
    )
    found = rows.annotate(is_taken_back=_taken_back()).order_by("-pk").values_list(*fields)
    names = ("change_id", *fields[1:])
    return [NipChangeRow(**dict(zip(names, row, strict=True))) for row in found]


def holders(*, viewer: Viewer, nips: Iterable[str]) -> dict[str, int]:
    """Return by former NIP the civil servant whom the viewer may see and who had it."""
    visible = CivilServant.objects.visible_to(viewer)
    rows = _former().filter(before__in=list(nips), civil_servant__in=visible)
    return dict(rows.values_list("before", "civil_servant_id"))


def _former() -> QuerySet[NipChange]:
    """Return the changes that stand: `before` is a former NIP of theirs."""
    return NipChange.objects.filter(takes_back=None).exclude(_taken_back())


def _taken_back() -> Exists:
    return Exists(NipChange.objects.filter(takes_back=OuterRef("pk")))


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFound:
    """Somebody found by NIP or name. `former`: it was found by this NIP, which they had before."""

    civil_servant_id: int
    name: str
    nip: str
    kind: str
    agency_id: int
    agency: str
    regency_id: int
    former: str
    gone_on: date | None


def member(*, viewer: Viewer, civil_servant_id: int) -> StaffFound | None:
    """Return one civil servant of the present staff, if the viewer may see them."""
    rows = CivilServant.objects.visible_to(viewer).filter(pk=civil_servant_id, gone_on=None)
    return next(iter(_found(rows)), None)


def staff_found(*, viewer: Viewer, text: str, most: int = 25) -> list[StaffFound]:
    """
    Return whom the viewer may see: by a whole NIP, present or former, or by a part of the name.

    Who is of another office or regency is as unknown as nobody.
    """
    digits = "".join(sign for sign in text if sign not in " .")
    rows = CivilServant.objects.visible_to(viewer)
    if digits.isdigit():
        former = holders(viewer=viewer, nips=[digits])
        people = rows.filter(Q(nip=digits) | Q(pk__in=former.values()))
        return _found(people.order_by("gone_on", "pk")[:most], former=digits)
    wanted = fold(text)
    if not wanted:
        return []
    named = rows.filter(folded__contains=wanted, gone_on=None)
    return _found(named.order_by("folded", "nip")[:most])


def _found(rows: QuerySet[CivilServant], former: str = "") -> list[StaffFound]:
    fields = ("pk", "name", "nip", "kind", "agency_id", "agency__name", "regency_id", "gone_on")
    return [
        StaffFound(
            civil_servant_id=pk,
            name=name,
            nip=nip,
            kind=kind,
            agency_id=agency_id,
            agency=agency,
            regency_id=regency_id,
            former="" if nip == former else former,
            gone_on=gone_on,
        )
        for pk, name, nip, kind, agency_id, agency, regency_id, gone_on in rows.values_list(*fields)
    ]
