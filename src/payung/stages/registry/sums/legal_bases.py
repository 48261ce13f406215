"""How a legal basis is cited: its kind, whose it is, its number and year."""

from collections.abc import Mapping, Sequence
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "se": "SE Bupati",
    "instruksi": "Instruksi Bupati",
    "kepbup": "Keputusan Bupati",
    "perbup": "Perbup",
    "perda": "Perda",
    "mou": "Nota Kesepahaman",
    "pks": "PKS",
    "lain": "",
}
"""As letters write them: names of Indonesian papers, in whatever language the page is."""
_MOST: Final = 200


def as_cited(kind: str, regency: str, number: str, year: int | None) -> str:
    """Return such as `SE Bupati Kendal 440/4450 Tahun 2022`; of another kind, what was typed."""
    place = regency.removeprefix("Kabupaten ").removeprefix("Kota ")
    name = KINDS[kind]
    if regency.startswith("Kota "):
        name = name.replace("Bupati", "Wali Kota").replace("Perbup", "Perwali")
    first = [name, place] if name else []
    last = ["Tahun", str(year)] if year is not None else []
    return " ".join([*first, " ".join(number.split()), *last])[:_MOST]


def listed(cited: Sequence[str]) -> str:
    """Return several as one phrase of a letter: `A; B dan C` reads as law papers are cited."""
    if len(cited) < 2:
        return "".join(cited)
    return f"{'; '.join(cited[:-1])} dan {cited[-1]}"
