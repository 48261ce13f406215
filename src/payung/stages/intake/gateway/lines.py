"""Which lines under a header are no data: blank, numbering, repeated header, total, closing."""

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

from payung.stages.intake.gateway.header import Header
from payung.stages.intake.sums import Layout

TOTAL = re.compile(r"(?:grand |sub ?)?(?:jumlah|total|jml)\b", re.I)
CLOSING = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|catatan|keterangan|nb\b|sumber\b|ttd\b|tanda tangan"
    r"|a\.?\s?n\b|plt\b|kepala\b|[a-z .]{3,30}, +(?:\d{1,2}|\.{2,}) +[a-z.]+ +\d{4})",
    re.I,
)
IDENTITY = re.compile(r"\d(?:[ .-]?\d){9}")
SPARSE = 3
"""A total or closing line holds at most this many cells with words."""

NUMBERING_LINES = 2
BLANK = " \t\r\n\xa0"


def picker(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return a function that picks the texts at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda texts: tuple(texts[place] for place in places)


class LineReader:
    """Knows the columns of one sheet, and whether its closing lines have begun."""

    def __init__(self, header: Header, layout: Layout) -> None:
        places = header.columns
        columns = [column for column in layout.columns if column.key in places]
        self._identities = [places[c.key] for c in columns if c.kind == "digits"]
        self._counting = [i for i in range(len(header.texts)) if i not in header.ordinals]
        self._required = picker([places[c.key] for c in columns if c.required])
        self._required_headers = self._required(header.texts)
        self._closing = False

    def reason_to_skip(self, texts: Sequence[str], since_header: int) -> str | None:
        """
        Return blank, numbering, header, total or closing; None for a row of data.

        A line with every required cell filled, or with an identity number, is always data.
        """
        required = self._required(texts)
        if since_header <= NUMBERING_LINES and _is_numbering(texts):
            return "numbering"
        if required and required == self._required_headers:
            return "header"
        if required and "" not in required and any(map(str.strip, required)):
            return None
        filled = [text for i in self._counting if (text := texts[i].strip(BLANK))]
        return self._sparse_reason(filled, texts) if filled else "blank"

    def _sparse_reason(self, filled: list[str], texts: Sequence[str]) -> str | None:
        words = [text for text in filled if not re.fullmatch(r"[\d.,\s]+", text)]
        first = words[0] if words else ""
        if any(IDENTITY.search(texts[place]) for place in self._identities):
            return "closing" if self._closing and len(filled) == 1 else None
        if len(words) <= SPARSE and TOTAL.match(first):
            return "total"
        if len(filled) > SPARSE:
            return None
        self._closing = self._closing or CLOSING.match(first) is not None
        return "closing" if self._closing else None


def _is_numbering(texts: Sequence[str]) -> bool:
    """A line (1) (2) (3) under the header, as official forms have."""
    filled = [(place, text.strip(" ()[].")) for place, text in enumerate(texts) if text.strip()]
    return len(filled) >= 3 and all(
        text.isdecimal() and len(text) < 4 and abs(int(text) - 1 - place) <= 1
        for place, text in filled
    )
