"""Flags in a few words for lists; the whole sentence stands beside the registration itself."""

from collections.abc import Iterable

from payung.kernel.wording import catalogue
from payung.web.language import tell

PREFIX = "office.flag"


def flag_words(codes: Iterable[str]) -> list[str]:
    """Return the short words of each flag; one without words of its own is something to look at."""
    known = catalogue()
    keys = (f"{PREFIX}.{code}" for code in codes)
    words = (tell(key if key in known else f"{PREFIX}.other") for key in keys)
    return list(dict.fromkeys(words))
