"""Writes down figures that Payung did not count, each with where it stands and of which day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.monitoring.models import StatedFigure
from payung.stages.monitoring.problems import StatedRefused
from payung.stages.monitoring.sums.stated import CODES, WITHOUT_WHOLE, Entry, needs_whole
from payung.stages.registry.models import Area, Regency

LONGEST_ADDRESS: Final = 300


@operation
def state_figure(
    *,
    code: str,
    place: str,
    month: Month,
    on: date,
    part: int,
    whole: int | None,
    source: str,
    address: str,
    printed: str,
    replaces_id: int | None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Write down one published figure of a regency; a wrong one is replaced by another row.

    :param place: the Kemendagri code of the regency, which need not be here.
    :param on: the day it is of.
    :param address: where it can be read, by https; readers are led there from public pages.
    :param printed: the figure as the source printed it, where it printed another.
    :raises StatedRefused: no source, no such code or place, a part without its whole or above
        it, a day to come, an address that is none, or a row that was replaced before.
    """
    name = _name_of(place)
    _refuse(code, name, on=on, source=source, by=by, at=at)
    _refuse_wrong_address(address.strip())
    _refuse_wrong_counts(code, part, whole)
    _refuse_wrong_replacement(replaces_id, code, place)
    words = {"source": source.strip()[:200], "link": address.strip()}
    said = {"said_by_id": by.person_id, "said_by": by.name[:100], "said_at": at}
    made = StatedFigure.objects.create(
        **{"code": code, "place_code": place, "place_name": name},
        **{"month": month.first_day, "on": on, "part": part, "whole": whole},
        **{"printed": printed.strip()[:60], "replaces_id": replaces_id, **words, **said},
    )
    record("figure.stated", target=made, by=by, at=at, code=code, place=place, replaces=replaces_id)
    return int(made.pk)


@operation
def load_history(
    *, entries: Sequence[Entry], place: str, by: Actor, at: datetime
) -> tuple[int, int]:
    """
    Write down all figures of a file, or none; return how many are new and how many stood already.

    :param place: of which regency an entry is that does not say it.
    :raises StatedRefused: one of them cannot be stated; which one is told by its number.
    """
    new = 0
    for number, entry in enumerate(entries, start=1):
        values = {**vars(entry), "place": entry.place or place}
        if _stands(values):
            continue
        try:
            state_figure(**values, replaces_id=None, by=by, at=at)
        except StatedRefused as problem:
            why = problem.message().rstrip(".")
            raise StatedRefused("figures.history.refused", number=str(number), why=why) from problem
        new += 1
    record("figures.history_loaded", by=by, at=at, row_count=new, place=place)
    return new, len(entries) - new


def _stands(values: Mapping[str, Any]) -> bool:
    """Return whether the same figure of the same source stands already."""
    same = {name: values[name] for name in ("code", "on", "part", "whole", "source")}
    rows = StatedFigure.objects.filter(place_code=values["place"], **same)
    return rows.filter(month=values["month"].first_day).exists()


def _name_of(place: str) -> str:
    """Return a regency's name, or nothing; held, so that a figure of it is replaced once."""
    if len(place) != len("33.24"):
        return ""
    here = Regency.objects.select_for_update().filter(code=place).first()
    known = here or Area.objects.select_for_update().filter(code=place).first()
    return known.name if known else ""


def _refuse(code: str, name: str, *, on: date, source: str, by: Actor, at: datetime) -> None:
    if by.role not in (Role.SECRETARIAT, Role.SYSTEM):
        raise StatedRefused("figures.stated.not_yours")
    if code not in CODES:
        raise StatedRefused("figures.stated.unknown_code", given=code[:20])
    if not name:
        raise StatedRefused("figures.stated.unknown_place")
    if not source.strip():
        raise StatedRefused("figures.stated.no_source")
    if on > today_in_wib(at):
        raise StatedRefused("figures.stated.not_yet")


def _refuse_wrong_address(address: str) -> None:
    if not address:
        return
    try:
        parts = urlsplit(address)
        is_good = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_good = False
    plain = address.isprintable() and not set(address) & set(' \\"<>')
    if not (is_good and plain and len(address) <= LONGEST_ADDRESS):
        raise StatedRefused("figures.stated.address")


def _refuse_wrong_counts(code: str, part: int, whole: int | None) -> None:
    if whole is None and needs_whole(code):
        raise StatedRefused("figures.stated.no_whole")
    if code in WITHOUT_WHOLE and whole is not None:
        raise StatedRefused("figures.stated.no_whole_here")
    if part < 0 or (whole is not None and whole < 1):
        raise StatedRefused("figures.stated.counts")
    # More workers than civil servants can be protected (N5): one may give for several.
    if whole is not None and code != "N5" and part > whole:
        raise StatedRefused("figures.stated.above_whole")


def _refuse_wrong_replacement(replaces_id: int | None, code: str, place: str) -> None:
    if replaces_id is None:
        return
    before = StatedFigure.objects.filter(pk=replaces_id).first()
    if before is None or (before.code, before.place_code) != (code, place):
        raise StatedRefused("figures.stated.another")
    if StatedFigure.objects.filter(replaces_id=replaces_id).exists():
        raise StatedRefused("figures.stated.replaced")
