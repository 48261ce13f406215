"""Which office sent a sheet that does not say so in a cell of its own."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from payung.kernel.people import Viewer
from payung.stages.enrolment.queries.assessment import Staff
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.queries import agencies, match_agencies

_BETWEEN: Final = re.compile(r"\s+[-–—|:]\s+|\s*[;:|]\s*")
_LEADING: Final = re.compile(
    r"^(?:opd|unit kerja|instansi|kantor|satker|nama opd)\s*[:.]?\s+", re.I
)
_SURE: Final = ("exact", "alias")


@dataclass(frozen=True, slots=True)
class Office:
    """The sending office; `how` says what told: "given", "title" or "sponsors"."""

    agency_id: int
    name: str
    how: str


def office_of_sheet(
    *, titles: Sequence[str], sponsors: Iterable[Staff], regency_id: int, given: int | None
) -> Office:
    """
    Return the office: as given, as a title line names it, or as most of the sponsors have it.

    A title only counts where its spelling is certain: "Kabupaten Kendal" is no Kecamatan Kendal.

    :raises FileRefused: no title names an office, and no office has more than half the sponsors.
    """
    names = {
        row.agency_id: row.name for row in agencies(viewer=Viewer.system(), regency_id=regency_id)
    }
    if given is not None:
        if given not in names:
            raise FileRefused("enrolment.agency_unknown")
        return Office(given, names[given], "given")
    spellings = list(dict.fromkeys(_spellings(titles)))
    matches = match_agencies(viewer=Viewer.system(), regency_id=regency_id, spellings=spellings)
    for match in matches.values():
        if match.agency_id is not None and match.how in _SURE:
            return Office(match.agency_id, match.name, "title")
    counted = Counter(sponsor.agency_id for sponsor in sponsors)
    usual = counted.most_common(1)
    if not usual or usual[0][1] * 2 <= counted.total():
        raise FileRefused("enrolment.agency_unclear")
    return Office(usual[0][0], names[usual[0][0]], "sponsors")


def _spellings(titles: Sequence[str]) -> Iterator[str]:
    for title in titles:
        for part in (title, *_BETWEEN.split(title)):
            text = _LEADING.sub("", part.strip())
            if 3 < len(text) <= 150:
                yield text
