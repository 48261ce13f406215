"""Figures of a pack as a page shows them: the same rows and words as the printed report."""

from typing import Final

from payung.kernel.dates import render_month
from payung.kernel.quantities import decimal, grouped, percent
from payung.kernel.rupiah import render_rupiah
from payung.reports.leaders.sentences import spoken
from payung.reports.packs.facts import Pack
from payung.reports.packs.rows import CLAIM_MONTHS, MEDIAN_DAYS, is_rupiah
from payung.stages.monitoring.sums import Figure
from payung.web.language import tell

_NOTHING: Final = "–"
_SHARES: Final = ("N3", "N6", "N7", "N10")
THREE: Final = ("N3", "N5", "N6")


def rows_of(pack: Pack, lang: str) -> list[dict[str, str]]:
    """Return N1 to N11: what it is called, its value, what it is made of, the month before."""
    return [_row(pack, one, lang) for one in pack.figures]


def three_of(pack: Pack, lang: str) -> list[dict[str, str]]:
    """Return the three that are looked at first."""
    found = [pack.figure(code) for code in THREE]
    return [_row(pack, one, lang) for one in found if one is not None]


def _row(pack: Pack, one: Figure, lang: str) -> dict[str, str]:
    was = pack.was(one.code)
    return {
        "code": one.code.partition(".")[0],
        "name": tell(one.name),
        "value": _value(one, lang),
        "of": _made_of(pack, one, lang),
        "before": _NOTHING if was is None else _value(was, lang),
    }


def _value(one: Figure, lang: str) -> str:
    if is_rupiah(one.code):
        return render_rupiah(one.part)
    if one.code == MEDIAN_DAYS:
        return spoken("paper.monev.days", lang, days=one.part)
    if one.code == "N5":
        return _NOTHING if one.percent is None else decimal(one.percent, lang)
    if one.code in _SHARES or one.code.startswith("N9"):
        return _NOTHING if one.percent is None else percent(one.percent, lang)
    return grouped(one.part, lang)


def _made_of(pack: Pack, one: Figure, lang: str) -> str:
    name = one.name.rpartition(".")[2]
    months = one.code.partition(".")[2] if one.code.startswith("N9") else CLAIM_MONTHS
    return spoken(
        f"paper.monev.of.{name}",
        lang,
        part=one.part,
        whole=one.whole or 0,
        month=render_month(pack.month, lang),
        months=months,
        source=one.source_words,
    )
