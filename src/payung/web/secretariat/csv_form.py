"""The form of a CSV layout: what was typed, moved up and down without script, and an example."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from payung.kernel.month import Month
from payung.kernel.names import shown
from payung.stages.deductions.files.routes import About, csv_bytes
from payung.stages.deductions.problems import ListRefused
from payung.stages.deductions.sums.layouts import (
    AMOUNTS,
    DAYS,
    ENCODINGS,
    LINE_ENDS,
    LONGEST_TEXT,
    MOST_COLUMNS,
    SEPARATORS,
    CsvColumn,
    CsvShape,
    Field,
    faults,
)
from payung.stages.deductions.sums.routes import Share
from payung.web.language import current, tell
from payung.web.requests import Request
from payung.web.secretariat.asking import Ask, Option

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "separator": tuple(SEPARATORS),
    "encoding": tuple(ENCODINGS),
    "amount": AMOUNTS,
    "day": tuple(DAYS),
    "line_end": tuple(LINE_ENDS),
}
_BLANK_ROWS: Final = 3
_MOST_TYPED: Final = 200
_PEOPLE: Final = (
    ("198511062010012901", "Endah Lestari, S.Pd.", 16_800, 1),
    ("199008172023212902", 'Rudi "Tri" Hartono', 33_600, 2),
    ("198511062025241903", "=Wulan Handayani", 16_800, 1),
)
_ABOUT: Final = About(
    office="Dinas Contoh",
    office_code="1.02.01",
    month=Month(2026, 12),
    list_number="DP-2026-12",
    locked_on=date(2026, 12, 3),
)


@dataclass(kw_only=True)
class Row:
    """One column as it was typed; `holds` is empty where nothing was chosen yet."""

    holds: str = ""
    header: str = ""
    text: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.holds or self.header or self.text)


@dataclass(kw_only=True)
class LayoutForm:
    """A layout in the making. `problems` by field."""

    name: str
    choices: dict[str, str]
    has_header: bool
    is_quoted: bool
    rows: list[Row]
    problems: dict[str, str] = field(default_factory=dict)
    was_moved: bool = False

    @classmethod
    def of(cls, name: str, shape: CsvShape) -> "LayoutForm":
        return cls(
            name=name,
            choices={key: getattr(shape, key) for key in _CHOICES},
            has_header=shape.has_header,
            is_quoted=shape.is_quoted,
            rows=[
                Row(holds=str(one.field), header=one.header, text=one.text) for one in shape.columns
            ],
        )

    @property
    def shape(self) -> CsvShape:
        columns = tuple(
            CsvColumn(header=row.header, field=Field(row.holds), text=row.text) for row in self.rows
        )
        return CsvShape(
            **self.choices,
            has_header=self.has_header,
            is_quoted=self.is_quoted,
            columns=columns,
        )

    def refuse(self, found: dict[str, str]) -> None:
        """Say what is to be put right beside the boxes it is about."""
        for place, code in found.items():
            self.problems.setdefault(_PLACES.get(place, place), tell(code))

    def asks(self) -> list[Ask]:
        """Return the questions about the whole file."""
        return [
            Ask(
                id=key,
                code=f"desk.layout.{key}",
                part="select",
                options=[(one, tell(f"desk.layout.{key}.{one}")) for one in options],
                value=self.choices[key],
                problem=self.problems.get(key, ""),
            )
            for key, options in _CHOICES.items()
        ]

    def rows_on_page(self) -> list[tuple[int, Row, list[Ask]]]:
        """Return the columns and some empty ones below, each with its questions."""
        room = min(len(self.rows) + _BLANK_ROWS, MOST_COLUMNS)
        blank = [Row() for _ in range(room - len(self.rows))]
        return [
            (number, row, self._row_asks(number, row))
            for number, row in enumerate([*self.rows, *blank], start=1)
        ]

    def _row_asks(self, number: int, row: Row) -> list[Ask]:
        holds: list[Option] = [(one, tell(f"desk.layout.field.{one}")) for one in Field]
        parts = (
            Ask(id=f"isi-{number}", code="desk.layout.holds", part="select", options=holds,
                value=row.holds),
            Ask(id=f"header-{number}", code="desk.layout.header", value=row.header,
                maxlength=LONGEST_TEXT),
            Ask(id=f"text-{number}", code="desk.layout.text", value=row.text,
                maxlength=LONGEST_TEXT, is_optional=True),
        )  # fmt: skip
        return [replace(one, problem=self.problems.get(one.id, "")) for one in parts]


_PLACES: Final = {"columns": "isi-1", "name": "nama"}


def typed(request: Request) -> LayoutForm:
    """Read the form; rows left empty close up, and what no form of ours offers is nothing."""
    said = request.POST
    rows = [
        Row(
            holds=_one_of(said.get(f"isi-{number}", ""), tuple(Field)),
            header=shown(said.get(f"header-{number}", ""))[:_MOST_TYPED],
            text=shown(said.get(f"text-{number}", ""))[:_MOST_TYPED],
        )
        for number in range(1, MOST_COLUMNS + 1)
    ]
    form = LayoutForm(
        name=shown(said.get("nama", ""))[:_MOST_TYPED],
        choices={key: _one_of(said.get(key, ""), known) for key, known in _CHOICES.items()},
        has_header=bool(said.get("judul")),
        is_quoted=bool(said.get("kutip")),
        rows=[row for row in rows if not row.is_blank],
    )
    for key, value in form.choices.items():
        if not value:
            form.problems[key] = tell("desk.layout.choose")
    for number, row in enumerate(form.rows, start=1):
        if not row.holds:
            form.problems[f"isi-{number}"] = tell("desk.layout.holds_empty")
    if not form.name and not (said.get("lihat") or said.get("geser")):
        form.problems["nama"] = tell("deductions.layout_name_empty")
    if set(form.problems) - {"nama"}:
        return form
    if moved := _moved(form, said.get("geser", "")):
        return moved
    form.refuse(faults(form.shape))
    return form


def _moved(form: LayoutForm, wish: str) -> LayoutForm | None:
    """Return the form with one column moved or taken out, as a button asked; else nothing."""
    what, _, place = wish.partition("-")
    at = int(place) - 1 if place.isascii() and place.isdigit() and len(place) < 3 else -1
    if not 0 <= at < len(form.rows) or what not in ("naik", "turun", "buang"):
        return None
    row = form.rows.pop(at)
    if what != "buang":
        form.rows.insert(max(at - 1, 0) if what == "naik" else at + 1, row)
    form.was_moved = True
    return form


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else ""


def sample(shape: CsvShape) -> tuple[str, str]:
    """Return three invented rows as the file would have them, or why it cannot be made."""
    rows = [
        Share(
            sponsor_id=number,
            nip=nip,
            name=name,
            kind="pns",
            source="gaji",
            workers=workers,
            amount_idr=idr,
            credit_idr=0,
            change="same",
        )
        for number, (nip, name, idr, workers) in enumerate(_PEOPLE)
    ]
    if not shape.columns:
        return "", ""
    try:
        content = csv_bytes(shape, rows, _ABOUT)
    except ListRefused as refused:
        return "", refused.finding.message(current())
    return content.decode(ENCODINGS[shape.encoding]).replace("\t", "⇥"), ""
