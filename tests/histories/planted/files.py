"""Bugs in reading payroll's files."""

from dataclasses import replace
from typing import Any

from payung.kernel.findings import Unreadable
from payung.kernel.rupiah import Rupiah
from payung.stages.intake.gateway.signature import CELL, json
from payung.stages.reconciliation.models import Result
from payung.stages.reconciliation.sums import MatchedLine, Outcome
from tests.histories.planted.bug import Bug, instead, nothing

FILES = "stages.reconciliation.files"
SUMS = "stages.reconciliation.sums"
HEADER = "stages.reconciliation.checks.header_names_this_list:check"
ROW = "stages.reconciliation.checks.row_can_be_read"


def _without(*names: str) -> Any:
    """Let the header say what is wanted in these fields, whatever it says."""

    def change(check: Any) -> Any:
        return lambda fields, wanted: check(
            {**fields, **{name: wanted[name] for name in names}}, wanted
        )

    return change


def _always_newer(check: Any) -> Any:
    def newer(fields: Any, wanted: Any) -> int:
        said = check(fields, wanted)
        last = Result.objects.filter(list_id=int(wanted["list"])).order_by("-seq").first()
        return said if last is None else max(said, last.seq + 1)

    return newer


def _unsigned(read: Any) -> Any:
    del read
    return lambda cell, _key: json.loads(CELL.fullmatch(cell.strip())[1])


def _first_of_two(person: Any) -> Any:
    return lambda rows, wanted: person(rows[:1], wanted)


def _by_name(person: Any) -> Any:
    return lambda rows, wanted: person([row for row in rows if "Lain" not in row.name], wanted)


def _absent_is_cut(person: Any) -> Any:
    def cut(rows: Any, wanted: Any) -> Any:
        if rows:
            return person(rows, wanted)
        return [
            MatchedLine(line_id=one.line_id, outcome=Outcome.CUT, reported_idr=one.amount_idr)
            for one in wanted
        ], []

    return cut


def _as_asked(cut: Any) -> Any:
    return lambda row, wanted: cut(
        replace(row, amount=sum(one.amount_idr for one in wanted)), wanted
    )


def _any_count(cut: Any) -> Any:
    return lambda row, wanted: cut(replace(row, count=len(wanted)), wanted)


def _halves(split: Any) -> Any:
    del split

    def halved(reported_idr: int, asked_idr: Any) -> list[int]:
        share = reported_idr // len(asked_idr)
        return [reported_idr - share * (len(asked_idr) - 1), *[share] * (len(asked_idr) - 1)]

    return halved


def _positive(parse: Any) -> Any:
    return lambda text: parse(text.strip("-()\u2212"))


def _as_far_as_it_goes(parse: Any) -> Any:
    def read(text: str) -> Rupiah:
        try:
            return Rupiah(parse(text))
        except Unreadable:
            digits = "".join(sign for sign in text if sign.isdigit())
            return Rupiah(int(digits or "0"))

    return read


def _visible(rows: Any) -> Any:
    def seen(table: Any) -> Any:
        hidden = bool(table.hidden and table.hidden.rows)
        return rows(replace(table, rows=table.rows[1:]) if hidden else table)

    return seen


def _last_sheet(wanted_sheet: Any) -> Any:
    def last(book: Any, wanted: Any) -> Any:
        sheet, header = wanted_sheet(book, wanted)
        return (book.read(1), header) if len(book.entries) > 1 else (sheet, header)

    return last


def _no_reason_needed(not_cut: Any) -> Any:
    return lambda row, wanted: not_cut(replace(row, reason=row.reason or "leave"), wanted)


BUGS = (
    Bug("an older file is accepted", ("P04", "P05"), (instead(HEADER, _always_newer),)),
    Bug(
        "a file of another month is accepted",
        ("P06",),
        (instead(HEADER, _without("month", "list", "digest")),),
    ),
    Bug(
        "another office's file is accepted",
        ("P08",),
        (instead(HEADER, _without("agency", "list", "digest")),),
    ),
    Bug(
        "an edited header is believed",
        ("P07",),
        (instead("stages.intake.gateway.template:read_signed_header", _unsigned),),
    ),
    Bug(
        "of a person in two rows the first counts",
        ("P15",),
        (instead(f"{SUMS}:_person", _first_of_two),),
    ),
    Bug("people are found by name", ("P18",), (instead(f"{SUMS}:_person", _by_name),)),
    Bug(
        "who is not in the file counts as cut",
        ("P20",),
        (instead(f"{SUMS}:_person", _absent_is_cut),),
    ),
    Bug("another amount is corrected silently", ("P16",), (instead(f"{SUMS}:_cut", _as_asked),)),
    Bug("the number of workers is not compared", ("P32",), (instead(f"{SUMS}:_cut", _any_count),)),
    Bug("one sum is split in halves", ("P32",), (instead(f"{SUMS}:split", _halves),)),
    Bug(
        "not cut is believed without a reason",
        ("P14", "P05"),
        (instead(f"{SUMS}:_not_cut", _no_reason_needed),),
        seed=3,
    ),
    Bug("a minus is not seen", ("P33",), (instead(f"{ROW}:parse_rupiah", _positive),)),
    Bug(
        "an amount is read as far as it goes",
        ("P23",),
        (instead(f"{ROW}:parse_rupiah", _as_far_as_it_goes),),
    ),
    Bug("a hidden row is left out", ("P22",), (instead(f"{FILES}:_rows", _visible),)),
    Bug(
        "the last sheet is read, whatever its name",
        ("P22",),
        (instead("stages.intake.gateway.table:_wanted_sheet", _last_sheet),),
    ),
    Bug(
        "merged cells are read as they come",
        ("P22",),
        (nothing("stages.intake.gateway.table:_check_merges"),),
        seed=4,
    ),
    Bug(
        "a NIP that became a number is taken",
        ("P17",),
        (nothing("stages.intake.gateway.template:_check_identities"),),
    ),
    Bug(
        "a stranger is not parked",
        ("P19",),
        (nothing("stages.reconciliation.operations.result:_park"),),
    ),
    Bug(
        "a stranger is told from nobody",
        ("P09", "P19"),
        (nothing("stages.reconciliation.queries:why_not_listed", {}),),
    ),
    Bug(
        "a number of another worker is accepted",
        ("P27",),
        (nothing("stages.enrolment.queries.answers:_owners", {}),),
    ),
    Bug(
        "a reply is taken on another batch's page",
        ("P26",),
        (
            instead(
                "process.registration:open_reply",
                lambda read: lambda content, name, **_page: read(content, name),
            ),
        ),
    ),
)
