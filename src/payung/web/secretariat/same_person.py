"""S104: is a new NIP of the list somebody known? Asked beside both rows, answered by a person."""

from collections.abc import Sequence
from typing import Final

from payung.kernel.nip import spaced
from payung.stages.registry.queries.same_person import Pair
from payung.web.language import tell
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.secretariat.asking import Ask, Option, Said

NOBODY: Final = "lain"


def questions(pairs: Sequence[Pair]) -> list[Ask]:
    """Return one question per new row, with everybody missing whom it may be."""
    return [
        Ask(
            id=_field(row),
            code="nip.same.empty",
            part="choices",
            options=_options(some),
            hint=tell("nip.same.question", name=some[0].name, nip=spaced(some[0].nip)),
        )
        for row, some in _by_row(pairs).items()
    ]


def answers(said: Said, pairs: Sequence[Pair]) -> dict[str, int | None]:
    """Return by NIP who is meant, None for nobody known; a missing answer is noted."""
    given: dict[str, int | None] = {}
    for row, some in _by_row(pairs).items():
        chosen = said.choice(_field(row), _options(some), empty="nip.same.empty")
        if chosen:
            given[some[0].nip] = None if chosen == NOBODY else _person(chosen)
    return given


def _person(ref: str) -> int:
    try:
        return id_of("civilservant", ref)
    except NotOurs as problem:
        raise AssertionError("only what the form offered is taken") from problem


def _by_row(pairs: Sequence[Pair]) -> dict[int, list[Pair]]:
    rows: dict[int, list[Pair]] = {}
    for pair in pairs:
        rows.setdefault(pair.row, []).append(pair)
    return rows


def _options(some: Sequence[Pair]) -> list[Option]:
    same: list[Option] = [
        (
            ref_of("civilservant", pair.civil_servant_id),
            tell("nip.same.yes"),
            tell(
                "nip.same.yes_hint",
                name=pair.old_name,
                nip=spaced(pair.old_nip),
                office=pair.old_office,
            ),
        )
        for pair in some
    ]
    return [*same, (NOBODY, tell("nip.same.no"), tell("nip.same.no_hint"))]


def _field(row: int) -> str:
    return f"sama-{row}"
