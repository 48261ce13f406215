"""People's names: shown as on the KTP, titles apart, matched on a folded key."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass

from payung.kernel.findings import Unreadable

LONGEST = 100
_MARKS_IN_A_ROW = 3
# Titles that are one even without a dot; H, Ny or Gus without it may be a name or an initial.
_FRONT_UNDOTTED = frozenset({"ir", "hj", "dr", "dra", "drs", "drg", "drh", "prof", "kh"})
_FRONT = _FRONT_UNDOTTED | {"h", "kyai", "ny", "tn", "ust", "ustadz", "ustadzah", "apt", "ns", "bd"}
_DEGREES = frozenset(
    {
        *("se", "sh", "st", "ss", "sp", "spd", "spdi", "spdsd", "spdaud", "ssi", "skom", "skep"),
        *(
            "skm",
            "ssos",
            "sag",
            "sfarm",
            "shum",
            "spsi",
            "sked",
            "sip",
            "spt",
            "spi",
            "ssn",
            "sstp",
        ),
        *("sst", "shi", "ste", "stp", "sap", "sak", "sei", "sikom", "strkeb", "strkep", "sgz"),
        *("mm", "mt", "mh", "ms", "ma", "mpd", "mpdi", "msi", "mkom", "mkes", "map", "mba", "mkep"),
        *("mak", "mag", "mhum", "mpsi", "msc", "mse", "meng", "mp", "mph", "mkn", "mip", "mei"),
        *("amd", "amdkeb", "amdkep", "amk", "amkeb", "phd", "ba", "bsc", "dea", "llm", "lc", "gr"),
        *("ners", "ns", "apt", "ak", "ca", "cpa", "qia"),
    }
)
_DOTTED_DEGREE = re.compile(
    r"(?:[SMBD]|Sp|Ph|A\.Md)\.\s?[A-Za-z]{1,7}(?:\.\s?[A-Za-z]{1,7})*\.?(?:\s?\([A-Z]\))?"
)
_LONG_NUMBER = re.compile(r"[0-9]{10}")
_USUAL = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_HOPELESS = 4 * LONGEST


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in three parts; `bare` is the name itself, and the only part used to match."""

    front: str
    bare: str
    back: str

    @property
    def full(self) -> str:
        named = f"{self.front} {self.bare}" if self.front else self.bare
        return f"{named}, {self.back}" if self.back else named


def parse_name(text: str, front: str = "", back: str = "") -> PersonName:
    """
    Read a name, and move the titles in it to the front and the back.

    Titles from columns of their own come in `front` and `back`. Nothing else changes but
    control signs, which go, and white space, which becomes single spaces.

    :raises Unreadable: nothing there, only digits or a long number, or over 100 characters.
    """
    if not front and not back and _is_bare(text):
        return PersonName("", text, "")
    name = shown(text)
    if len(name) > _HOPELESS:
        raise Unreadable.because("name_too_long", count=str(len(name)), most=str(LONGEST))
    _must_be_a_name(name)
    front, back = shown(front), shown(back)
    if "." in name or "," in name or _may_start_with_title(name):
        leading, name, trailing = _split(name)
        front, back = _joined(front, leading, " "), _joined(back, trailing, ", ")
    longest = max(len(name), len(front), len(back))
    if longest > LONGEST:
        raise Unreadable.because("name_too_long", count=str(longest), most=str(LONGEST))
    return PersonName(front, name, back)


def fold(text: str) -> str:
    """
    Return the key on which two spellings of a name match.

    Lower case, no diacritics, apostrophes or punctuation, single spaces; folding again changes
    nothing. A text of signs only keeps them, so that two of those are not taken for one.
    """
    folded = " ".join(text.translate(_ASCII_FOLD).split()) if text.isascii() else _fold_any(text)
    return folded or " ".join(text.split())


def shown(text: str) -> str:
    """Return `text` fit for display: no control or invisible signs, single spaces, marks capped."""
    if text.isascii() and text.isprintable():
        # Most texts are clean already, and are read again by those who are handed them.
        is_clean = "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if is_clean else " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if sign.isspace():
            kept.append(" ")
        elif category not in {"Cc", "Cf", "Cs", "Co"} and marks <= _MARKS_IN_A_ROW:
            kept.append(sign)
    return " ".join("".join(kept).split())


def initials(name: str) -> str:
    """Return `S. R.` of a name: who knows the person recognises it, nobody else does."""
    return " ".join(f"{word[0].upper()}." for word in shown(name).split() if word[0].isalpha())


def _must_be_a_name(name: str) -> None:
    if not _has_letters(name):
        has_digits = any(sign.isdigit() for sign in name)
        raise Unreadable.because("name_digits" if has_digits else "name_empty")
    if _LONG_NUMBER.search(name):
        raise Unreadable.because("name_digits")


def _has_letters(name: str) -> bool:
    """Whether anything but digits and punctuation is there; a picture counts."""
    if name[:1].isalpha():
        return True
    return any(sign.isalpha() or unicodedata.category(sign) == "So" for sign in name)


def _is_bare(text: str) -> bool:
    """Whether nothing is to be moved or cleaned, as in nearly every name of a worker."""
    usual = len(text) <= LONGEST and _USUAL.fullmatch(text) is not None
    return usual and not _may_start_with_title(text)


def _may_start_with_title(name: str) -> bool:
    first, _, rest = name.partition(" ")
    return bool(rest) and first.lower() in _FRONT_UNDOTTED


def _split(name: str) -> tuple[str, str, str]:
    """Return titles, bare name, degrees; what stays in doubt stays whole."""
    before, _, after = (part.strip() for part in name.partition(","))
    if not before or not _is_degree(after.split(",")[0].strip()):
        before, after = name, ""
    words = _spread(before).split(" ")
    start, end = 0, len(words)
    while start < end - 1 and _is_title(words[start]):
        start += 1
    while end - 1 > start and "." in words[end - 1] and _letters(words[end - 1]) in _DEGREES:
        end -= 1
    bare = " ".join(words[start:end]) if start or end < len(words) else before
    if "," in bare or not _has_letters(bare):
        return "", name, ""
    degrees = [*words[end:], *(part.strip() for part in after.split(","))]
    return " ".join(words[:start]), bare, ", ".join(filter(None, degrees))


def _spread(name: str) -> str:
    """Part titles that were typed without a space: `Ir.H.Sugeng`, `Drs. H.Ahmad`."""
    first, dot, rest = name.partition(".")
    if dot and rest.strip() and first.lower() in _FRONT:
        return f"{first}. {_spread(rest.lstrip())}"
    return name


def _is_title(word: str) -> bool:
    return _letters(word) in (_FRONT if word.endswith(".") else _FRONT_UNDOTTED)


def _is_degree(part: str) -> bool:
    return _letters(part) in _DEGREES or _DOTTED_DEGREE.fullmatch(part) is not None


def _letters(title: str) -> str:
    return title.replace(".", "").replace(" ", "").lower()


def _joined(given: str, found: str, by: str) -> str:
    """Return the given titles, then those found in the name that are not among them."""
    present = f" {fold(given)} "
    added = [title for title in found.split(by) if title and f" {fold(title)} " not in present]
    return by.join(filter(None, (given, *added)))


_APOSTROPHES = "'`\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4\u2032"
_ASCII_FOLD = str.maketrans(
    {
        **dict.fromkeys(string.punctuation + string.whitespace, " "),
        **{chr(code): " " for code in (*range(32), 127)},
        **dict.fromkeys("'`"),
        **{sign: sign.lower() for sign in string.ascii_uppercase},
    }
)


def _fold_any(text: str) -> str:
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(map(_folded_sign, lowered))
    return " ".join(unicodedata.normalize("NFC", kept.casefold()).split())


def _folded_sign(sign: str) -> str:
    if sign in _APOSTROPHES or unicodedata.combining(sign):
        return ""
    category = unicodedata.category(sign)
    if category in {"Cf", "Cs", "Co"}:
        return ""
    return " " if category[0] in "PZ" or category == "Cc" or sign in string.punctuation else sign
