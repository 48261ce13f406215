"""The sheet for the branch, and the same sheet coming back with numbers and reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from payung.kernel.dates import render_date
from payung.kernel.keyring import header_key, sealer
from payung.kernel.nik import masked
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.enrolment.queries.batches import BatchRow, batch_of, rows_of_batch
from payung.stages.enrolment.sums.keys import row_key
from payung.stages.enrolment.sums.replies import ReplyRow
from payung.stages.intake.gateway import (
    read_table,
    read_table_apart,
    read_template,
    write_template,
)
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import keep_file
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.queries import applied_before
from payung.stages.intake.sums import REGISTRATIONS, Column, Layout, Row, Table

VERSION: Final = "1"
KIND: Final = "branch-batch"
LAYOUT: Final = Layout(
    (
        Column("row", True, ("No",), "digits"),
        Column("key", True, ("Kunci",), "digits"),
        Column("nik", True, ("NIK",), "digits"),
        Column("name", True, ("Nama",)),
        Column("birth_place", True, ("Tempat Lahir",)),
        Column("born", True, ("Tanggal Lahir",)),
        Column("sex", True, ("L/P",)),
        Column("occupation", True, ("Pekerjaan",)),
        Column("address", True, ("Alamat",)),
        Column("phone", True, ("No HP",)),
        Column("sponsor", True, ("Nama ASN",)),
        Column("card_number", True, ("Nomor Peserta (KPJ)",), "digits"),
        Column("reason", True, ("Alasan",)),
    ),
    exact=True,
)
_SEES_NUMBERS: Final = frozenset({Role.BRANCH, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class OpenedReply:
    """The branch's sheet as read: the batch it answers, and its rows."""

    batch_id: int
    rows: tuple[ReplyRow, ...]
    fingerprint: str
    sha256: str


def batch_file(*, viewer: Viewer, batch_id: int, mark: str = "") -> bytes:
    """
    Return the signed sheet of one batch; the numbers are in clear for the branch alone.

    Every row carries a key made for its place, so that an answer in shifted rows is noticed.

    :param mark: who downloads it and when, for everybody who meets a copy to read.
    :raises Batch.DoesNotExist: there is no such batch, or it is not for this viewer.
    """
    batch = batch_of(viewer=viewer, batch_id=batch_id)
    clear = viewer.role in _SEES_NUMBERS
    return write_template(
        fields={"kind": KIND, "batch": str(batch.batch_id), "version": VERSION},
        key=header_key(),
        title=f"{batch.agency_name}: pendaftaran {batch.number}, {render_date(batch.sent_on)}",
        layout=LAYOUT,
        rows=_rows(rows_of_batch(viewer=viewer, batch_id=batch_id), batch_id, clear),
        mark=mark,
    )


def read_reply(content: bytes, name: str) -> tuple[int, list[ReplyRow]]:
    """
    Return the batch that a sheet answers, and its rows as typed.

    :raises FileRefused: not our template, changed, without rows, or with numbers as numbers.
    """
    reply = open_reply(content, name)
    return reply.batch_id, list(reply.rows)


def open_reply(
    content: bytes, name: str, *, batch_id: int | None = None, apart: bool = False
) -> OpenedReply:
    """
    Read the branch's sheet; `batch_id` is the batch it was uploaded for, where that is known.

    :param apart: in a confined process of its own, as every upload to the web is read.

    :raises FileRefused: as read_reply, or an answer to another batch.
    """
    signed = read_template(
        content,
        name=name,
        key=header_key(),
        layout=LAYOUT,
        limits=REGISTRATIONS,
        read=read_table_apart if apart else read_table,
    )
    answered = signed.fields.get("batch", "")
    if signed.fields.get("kind") != KIND or not answered.isdecimal():
        raise FileRefused("reply.other_template")
    table = signed.table
    if batch_id is not None and int(answered) != batch_id:
        raise FileRefused("reply.other_batch", row=str(table.rows[0].number))
    rows = tuple(_reply_row(table, row) for row in table.rows)
    return OpenedReply(int(answered), rows, table.fingerprint, table.sha256)


def keep_reply(
    *, reply: OpenedReply, content: bytes, name: str, by: Actor, at: datetime
) -> int | None:
    """Keep the sheet and return its id, or None where its content took effect before."""
    batch = batch_of(viewer=by.viewer, batch_id=reply.batch_id)
    before = applied_before(
        viewer=Viewer.system(),
        kind=Kind.BRANCH_REPLY,
        regency_id=batch.regency_id,
        fingerprint=reply.fingerprint,
    )
    if before is not None:
        return None
    return keep_file(
        kind=Kind.BRANCH_REPLY,
        name=name,
        content=content,
        fingerprint=reply.fingerprint,
        sha256=reply.sha256,
        regency_id=batch.regency_id,
        agency_id=batch.agency_id,
        report={"rows": len(reply.rows), "batch": reply.batch_id},
        findings=(),
        by=by,
        at=at,
    )


def _reply_row(table: Table, row: Row) -> ReplyRow:
    number = table.text(row, "row").strip()
    if not number.isdecimal():
        raise FileRefused("reply.row_without_number", row=str(row.number))
    key, card, reason = (table.text(row, part) for part in ("key", "card_number", "reason"))
    return ReplyRow(int(number), key.strip(), card.strip(), reason.strip())


def _rows(rows: list[BatchRow], batch_id: int, clear: bool) -> Iterator[list[str]]:
    seal = sealer()
    for row in rows:
        yield [
            str(row.row),
            row_key(seal, batch_id=batch_id, row=row.row, sponsorship_id=row.sponsorship_id),
            str(row.nik) if clear else masked(str(row.nik)),
            row.name,
            row.birth_place,
            "" if row.born_on is None else render_date(row.born_on),
            row.sex,
            row.occupation,
            row.address if clear else "",
            row.phone if clear else "",
            row.sponsor_name,
            row.card_number,
            row.reason,
        ]
