"""The disabilities that the doctor found: as many rows of the law's table as one body can lose."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from payung.foundation.rules import current_law
from payung.kernel.findings import Finding
from payung.kernel.wording import catalogue
from payung.stages.claims.queries import ClaimView
from payung.stages.claims.sums.facts import Facts, LossFound
from payung.web.language import current, tell
from payung.web.secretariat.asking import Ask, Option, Said

_PARTS: Final = frozenset({"part", "larger"})
MORE: Final = "lagi"
LEAST: Final = 2
"""So many are asked for at once; whoever has more to write down gets room for another."""
MOST: Final = 12
"""The table adds whatever does not lie within another part, up to 70 %: both hands finger by finger
are ten rows. With more the doctor's letter tells the branch."""


def loss_questions(claim: ClaimView, facts: Facts, *, may_add: bool) -> Iterator[Ask]:
    """Yield the rows that are filled in, and at least one that is not."""
    code, parts, shown = "claim.outcome_form", _parts(claim), _rows(facts)
    for number in range(1, shown + 1):
        loss = facts.losses[number - 1] if len(facts.losses) >= number else LossFound(part="")
        lost = "" if loss.function_lost is None else loss.function_lost
        yield Ask(id=f"bagian_{number}", code=f"{code}.part", part="select", options=parts,
                  value=loss.part, is_optional=True)  # fmt: skip
        yield Ask(id=f"kali_{number}", code=f"{code}.times", kind="digits", width="short",
                  value=loss.times if loss.part else "", maxlength=2, is_optional=True)  # fmt: skip
        yield Ask(id=f"fungsi_{number}", code=f"{code}.function", kind="digits", width="short",
                  value=lost, maxlength=3, is_optional=True)  # fmt: skip
    if may_add and shown < MOST:
        yield Ask(id=MORE, code=f"{code}.more", part="tick")
    yield Ask(id="kidal", code=f"{code}.left_handed", part="tick", value=facts.is_left_handed)


def losses_in(said: Said) -> Iterator[LossFound]:
    """Yield what was filled in, of as many rows as the form had."""
    for number in range(1, MOST + 1):
        part = said.text(f"bagian_{number}", most=60)
        times = _number(said, f"kali_{number}", most=20)
        lost = _number(said, f"fungsi_{number}", most=100)
        if part:
            yield LossFound(part=part, times=times or 1, function_lost=lost)


def in_words(refusal: Finding) -> str:
    """Return why the rules compute nothing, with parts of the body called by their names."""
    named = {
        name: _part(value)
        for name, value in refusal.values.items()
        if name in _PARTS and f"rules.part.{value}" in catalogue()
    }
    return replace(refusal, values={**refusal.values, **named}).message(current())


def _part(part: str) -> str:
    return tell(f"rules.part.{part}", times="…")


def _rows(facts: Facts) -> int:
    return min(MOST, max(LEAST, len(facts.losses) + 1))


def _parts(claim: ClaimView) -> list[Option]:
    table = current_law().jkk_cacat_sebagian.in_force(claim.event_on).value
    return [(row.part, _part(row.part)) for row in table.rows]


def _number(said: Said, name: str, *, most: int) -> int | None:
    typed = said.text(name, most=3)
    if not typed:
        return None
    number = int(typed) if typed.isascii() and typed.isdigit() else 0
    if not 1 <= number <= most:
        said.wrong(name, "claim.number_wrong", most=most)
        return None
    return number
