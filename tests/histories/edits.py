"""What people do to the form before they send it: each anomaly of a file, by its number."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.histories.model.values import Row, Sheet
from tests.histories.sheets import Form, with_row

STRANGER: Final = "198001012006041999"
LOCALES: Final[tuple[tuple[str, str], ...]] = (
    ("{n:,}", "exact"),
    ("Rp {dots},00", "exact"),
    ("{dots}", "exact"),
    ("{n:,}.00", "none"),
    ("1E+05", "none"),
    ("1.6800", "none"),
    ("{k}.{h}", "none"),
)
"""Spellings of an amount and whether they mean it (P23); `k.h` is what Excel makes of 16,800."""


def edited(sheet: Sheet, edit: str, pick: int, other: Form | None, nips: tuple[str, ...]) -> Sheet:
    """Return the sheet as `edit` leaves it; `pick` chooses the row and the variant."""
    if edit in LOOKS:
        looks, fault = LOOKS[edit]
        wanted = tuple(look.format(cut=10 + pick % 85) for look in looks)
        return replace(sheet, looks=(*sheet.looks, *wanted), fault=sheet.fault or fault)
    if edit in ROWS:
        return ROWS[edit](sheet, pick)
    if edit == "P09" and other is not None:
        return replace(sheet, rows=(*sheet.rows, *other.rows[:1]))
    if edit in ("P09", "P19"):
        nip = nips[4] if edit == "P19" and sheet.place[0] == 0 else STRANGER
        extra = Row(nip, "Orang Lain", "1", "8400", 8_400, True)
        return replace(sheet, rows=(*sheet.rows, extra))
    return sheet


LOOKS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "P02": (("resaved", "other_order", "blank_row"), ""),
    "P34": (("resaved",), ""),
    "P07": (("edited_header",), "changed_header"),
    "P10": (("resaved", "cut_at:{cut}"), "file"),
    "P17": (("nip_as_number",), "number"),
    "P21": (("renamed_column",), "file"),
    "P21b": (("swapped_columns",), ""),
    "P22": (("hidden_row",), ""),
    "P22b": (("second_sheet",), ""),
    "P22c": (("merged",), "file"),
    "P22d": (("formula",), "file"),
}


def _dropped(sheet: Sheet, pick: int) -> Sheet:
    """The tail is gone: a filter was saved (P11)."""
    return replace(sheet, rows=sheet.rows[: max(len(sheet.rows) - 1 - pick % 2, 0)])


def _one_missing(sheet: Sheet, pick: int) -> Sheet:
    at = pick % max(len(sheet.rows), 1)
    return replace(sheet, rows=sheet.rows[:at] + sheet.rows[at + 1 :])


def _twice(sheet: Sheet, pick: int) -> Sheet:
    if not sheet.rows:
        return sheet
    same = sheet.rows[pick % len(sheet.rows)]
    if pick % 3 == 0:
        same = replace(same, amount_text="1", amount=1)
    return replace(sheet, rows=(*sheet.rows, same))


def _other_amount(sheet: Sheet, pick: int) -> Sheet:
    return _scaled(sheet, pick, (lambda n: n - 1, lambda n: n + 1, lambda n: n * 10)[pick % 3])


def _doubled(sheet: Sheet, pick: int) -> Sheet:
    return _scaled(sheet, pick, lambda n: n * 2)


def _scaled(sheet: Sheet, pick: int, change: Callable[[int], int]) -> Sheet:
    if not sheet.rows:
        return sheet
    amount = change(sheet.rows[pick % len(sheet.rows)].amount or 0)
    if amount < 0:
        return sheet
    return with_row(sheet, pick, amount_text=str(amount), amount=amount)


def _spelled(sheet: Sheet, pick: int) -> Sheet:
    if not sheet.rows:
        return sheet
    amount = sheet.rows[pick % len(sheet.rows)].amount or 0
    pattern, meaning = LOCALES[pick % len(LOCALES)]
    dots = f"{amount:,}".replace(",", ".")
    text = pattern.format(n=amount, dots=dots, k=amount // 1000, h=amount % 1000 // 100)
    means = amount if meaning == "exact" else None
    return with_row(sheet, pick, amount_text=text, amount=means)


def _sum_for_two(sheet: Sheet, pick: int) -> Sheet:
    """Somebody who gives for two is cut a sum that is not the whole, or for one (P32)."""
    for at, row in enumerate(sheet.rows):
        if row.count == "2" and row.amount:
            if pick % 3 == 0:
                return with_row(sheet, at, count="1")
            amount = row.amount * (3, 6)[pick % 2] // 4
            return with_row(sheet, at, amount_text=str(amount), amount=amount)
    return sheet


def _negative(sheet: Sheet, pick: int) -> Sheet:
    text = ("-8.400", "(8.400)", "\u22128400", "0")[pick % 4]
    return with_row(sheet, pick, amount_text=text, amount=0 if text == "0" else None)


def _not_cut(sheet: Sheet, pick: int) -> Sheet:
    reason = ("net_pay", "leave", "moved", "")[pick % 4]
    return with_row(sheet, pick, amount_text="", amount=0, is_cut=False, reason=reason)


ROWS: Final[dict[str, Callable[[Sheet, int], Sheet]]] = {
    "P11": _dropped,
    "P15": _twice,
    "P16": _other_amount,
    "over": _doubled,
    "P18": lambda sheet, pick: with_row(sheet, pick, name="Drs. Nama Lain, M.Si"),
    "P20": _one_missing,
    "P23": _spelled,
    "P32": _sum_for_two,
    "P33": _negative,
    "not_cut": _not_cut,
}
