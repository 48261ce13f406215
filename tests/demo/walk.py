"""
The auditor's walk: from a rupiah on somebody's payslip to where it is now, and back.

Only links and forms that stand on a page are used; that is what is walked for.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psycopg

from payung.config.embedded import OWNER_ROLE, server
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.wording import say
from tests.demo.visitor import Link, Page, Visitor

TRAIL, SLIP, RECEIPT = "/audit/jejak/", "/audit/jejak/setoran/", "/audit/jejak/penerimaan/"
PLACES = ("covered", "prepaid", "returned", "received", "transit", "suspense", "held")
AMOUNT = r"Rp([\d.]+)"
MOST = 4
"""So many clicks lead from the auditor's page to the end of a rupiah, and back to its line."""
_CUT = """SELECT min(l.id), c.nip, c.name, a.name, d.month, sum(t.amount_idr)::bigint,
    b.state = 'open' AS is_open
FROM ledger_transfer t
JOIN deductions_deductionline l ON l.worker_id = t.worker_id AND l.month = t.month
    AND l.sponsor_id = t.sponsor_id
JOIN deductions_deductionlist d ON d.id = l.list_id AND d.agency_id = t.agency_id
JOIN ledger_book b ON b.agency_id = t.agency_id AND b.month = t.month
JOIN registry_civilservant c ON c.id = l.sponsor_id JOIN registry_agency a ON a.id = d.agency_id
WHERE t.kind = 'CUT' AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
GROUP BY d.id, c.id, a.id, b.id ORDER BY d.id, c.id"""


@dataclass(frozen=True)
class Cut:
    """What was cut from one civil servant's pay in one month."""

    line_id: int
    nip: str
    name: str
    office: str
    month: Month
    amount_idr: int
    is_open: bool

    @property
    def month_words(self) -> str:
        return render_month(self.month)


def cuts_of(home: Path) -> list[Cut]:
    """Return everything that was ever cut in the demo of a folder."""
    url = server(home).url(role=OWNER_ROLE, database="payung")
    with psycopg.connect(**url) as session:
        rows = session.execute(_CUT).fetchall()
    return [Cut(*row[:4], Month.of(row[4]), *row[5:]) for row in rows]


def ten_rupiah(cuts: list[Cut], chance: Random) -> list[tuple[Cut, int]]:
    """Return seven rupiah out of all, and three whose month is open, each with which it is."""
    still_open = [one for one in cuts if one.is_open]
    chosen = [
        *chance.choices(cuts, [one.amount_idr for one in cuts], k=7),
        *chance.choices(still_open, [one.amount_idr for one in still_open], k=3),
    ]
    return [(one, chance.randrange(one.amount_idr)) for one in chosen]


def line_of(visitor: Visitor, cut: Cut) -> Page:
    """Go from the auditor's page to the line of a payslip."""
    visitor.open("/audit/")
    visitor.clicks = 0
    page = visitor.send(TRAIL, nomor=cut.nip)
    if page.address == TRAIL:
        page = visitor.follow(_named(page, f"{cut.month_words}, {cut.name}"))
    assert cut.office in page.text
    return page


def place_of(page: Page, cut: Cut, nth: int) -> str:
    """Return where the page says that this rupiah of the line is."""
    names = {say(f"audit.place.{place}"): place for place in PLACES}
    laid = re.findall(rf"({'|'.join(map(re.escape, names))}): {AMOUNT}", page.text)
    parts = [(names[words], int(said.replace(".", ""))) for words, said in laid]
    assert sum(amount for _, amount in parts) == cut.amount_idr, f"{cut}: {parts}"
    for place, amount in parts:
        if nth < amount:
            return place
        nth -= amount
    raise AssertionError(f"{cut}: the rupiah is nowhere")


def to_its_end(visitor: Visitor, cut: Cut, nth: int) -> str:
    """Follow one rupiah to a receipt, a refund or an open difference, and back; say where it is."""
    page = line_of(visitor, cut)
    trail, place = page.address, place_of(page, cut, nth)
    if place in ("covered", "prepaid"):
        _by_receipt(visitor, cut)
    elif place == "returned":
        assert re.search(rf"{AMOUNT} dikembalikan .*Diminta .+, disetujui", page.text)
    else:
        _by_difference(visitor, cut, place)
    assert visitor.clicks <= MOST, f"{cut}: {visitor.clicks} clicks to {place}"
    visitor.clicks = 0
    if visitor.page.address != trail:
        _back(visitor, trail, cut)
    assert visitor.clicks <= MOST, f"{cut}: {visitor.clicks} clicks back from {place}"
    return place


def _by_receipt(visitor: Visitor, cut: Cut) -> None:
    """Through the slip to the branch's receipt, which names the month that it paid."""
    visitor.follow(visitor.page.leading_to(SLIP)[0])
    page = visitor.follow(visitor.page.leading_to(RECEIPT)[0])
    assert say("audit.receipt.paid") in page.text


def _by_difference(visitor: Visitor, cut: Cut, place: str) -> None:
    """Through the open differences, where this office's month stands under the name of its kind."""
    visitor.open("/audit/")
    visitor.clicks = 0
    visitor.follow(visitor.page.leading_to("/audit/selisih/")[0])
    page = visitor.choose("/audit/selisih/", kantor=cut.office, bulan=str(cut.month))
    assert say(f"audit.differences.kind.{place}") in page.text, f"{cut}: {place} is no difference"
    visitor.follow(_named(page, cut.office))


def _back(visitor: Visitor, trail: str, cut: Cut) -> None:
    """By the way back where a line is followed; else through the office's month."""
    if visitor.page.address.startswith(SLIP) and not visitor.page.leading_to(trail):
        visitor.follow(_named(visitor.page, f"{cut.office}, {cut.month_words}"))
    while not visitor.page.leading_to(trail):
        visitor.follow(next(link for link in visitor.page.links if link.href.startswith("?hal=")))
    visitor.follow(visitor.page.leading_to(trail)[0])


def _named(page: Page, words: str) -> Link:
    found = [link for link in page.links if " ".join(link.words.split()) == words]
    assert found, f"{page.address} does not lead to {words}"
    return found[0]
