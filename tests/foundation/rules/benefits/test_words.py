"""Every answer prints as it is, in both languages, and each doubt stands in it once."""

import json
from datetime import date
from decimal import Decimal

import pytest

from payung.foundation.rules import Guidance, as_json, benefits, current_law, printed
from payung.foundation.rules.benefits import Accident, Child, Event, Level, Loss, Mode, Scheme
from payung.kernel.wording import LANGUAGES, catalogue

NOW, OLD = Accident(date(2026, 3, 1)), Accident(date(2019, 12, 1), income_idr=1_500_000)
LAW = current_law()
PARTS = [row.part for row in LAW.jkk_cacat_sebagian.in_force(NOW.happened_on).value.rows]
EVENT = Event(Scheme.JKM, date(2026, 8, 1), paid_months=40, unbroken_months=20)
FAMILY = [
    Child(date(2026, 12, 1)),
    Child(date(2010, 5, 10)),
    Child(date(2003, 7, 2), Level.PT, 3),
    Child(date(2009, 5, 10), Level.SMA, 3, works_from=date(2028, 1, 1)),
    Child(date(2009, 5, 10), Level.SMA, 3, married_on=date(2028, 1, 1)),
    Child(date(2014, 5, 10), Level.SD, 6, paid_years={Level.SD: 7, Level.SMP: 3}),
]
DUE = benefits.pay_by(Scheme.JKM, date(2027, 3, 15))
ANSWERS = {
    "jkm": benefits.jkm(died_on=date(2026, 9, 1), member_since=date(2026, 6, 1), paid_months=2),
    "jkk death": benefits.jkk_death(OLD, died_on=date(2020, 1, 1)),
    "total": benefits.total_disability(OLD, declared_on=date(2020, 1, 1)),
    "stmb": benefits.stmb(OLD, from_on=date(2019, 12, 1), last_on=date(2021, 3, 3)),
    "transport": benefits.transport(NOW, dict.fromkeys(Mode, 99_000_000)),
    "home care": benefits.home_care(NOW, 30_000_000, months=13),
    "dentures": benefits.dentures(NOW, 6_000_000),
    "hearing aid": benefits.hearing_aid(OLD, 6_000_000),
    "glasses": benefits.glasses(NOW, 6_000_000),
    "prosthesis": benefits.prosthesis(NOW, 9, reference_price_idr=1),
    "prosthesis without a price": benefits.prosthesis(NOW, 9),
    "rehabilitation": benefits.rehabilitation(NOW),
    "scholarship": benefits.scholarship_plan(EVENT, FAMILY),
    "scholarship of two": benefits.scholarship_plan(EVENT, [FAMILY[3]] * 3),
    "scholarship refused": benefits.scholarship_plan(Event(Scheme.JKM, date(2026, 8, 1)), FAMILY),
    "old scholarship": benefits.scholarship_plan(Event(Scheme.JKK, date(2019, 1, 1)), FAMILY),
    "single year": benefits.scholarship_year(
        FAMILY[5], Level.SD, asked_on=date(2026, 8, 1), event=EVENT
    ),
    "late": Guidance((DUE, benefits.compensation(DUE, date(2027, 4, 19), amount_idr=42_000_001))),
    "in time": Guidance((benefits.compensation(DUE, date(2027, 3, 16)),)),
    "deadlines": benefits.deadlines(
        Scheme.JKK,
        date(2020, 2, 29),
        asked_on=date(2025, 2, 28),
        declared_on=date(2020, 3, 9),
        complete_on=date(2020, 3, 10),
    ),
    "suspicion": benefits.deadlines(
        Scheme.JKK, date(2024, 3, 1), asked_on=date(2029, 9, 9), reported_on=date(2024, 3, 2)
    ),
    "jkm deadlines": benefits.deadlines(Scheme.JKM, date(2026, 3, 1), asked_on=date(2026, 3, 1)),
    "rounded off": benefits.partial_disability(
        NOW, [Loss("arm_shoulder_left", function_lost=33), Loss("scalp"), Loss("sight_one")]
    ),
    "range": benefits.partial_disability(NOW, [Loss("scalp", found=Decimal("12.5"))]),
    "nobody": benefits.heirs([], died_on=date(2026, 3, 1)),
}
ANSWERS |= {part: benefits.partial_disability(NOW, [Loss(part)]) for part in PARTS}
ANSWERS |= {
    f"{one} and {other}": benefits.heirs(
        [
            benefits.Relative(one, date(2010, 1, 1)),
            benefits.Relative(other, date(2026, 12, 1) if other == "grandchild" else None),
        ],
        died_on=date(2026, 3, 1),
    )
    for one in benefits.Relation
    for other in ("child", "grandchild", "sibling", "will")
    for other in [benefits.Relation(other)]
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_answer_prints_and_is_json(lang):
    for name, answer in ANSWERS.items():
        lines = list(printed(answer, lang))
        assert lines, name
        assert not any("{" in line or "None" in line for line in lines), name
        assert json.loads(json.dumps(as_json(answer, lang))), name


def test_a_question_stands_once_and_every_doubtful_line_points_to_it():
    lines = list(printed(ANSWERS["rounded off"]))
    start = lines.index("Tanyakan kepada kantor cabang BPJS:")

    assert [line for line in lines[start:] if line[0].isdigit()] == [
        "1. Belum dicocokkan dengan teks PP 44/2015 Lampiran III. Apakah benar begini?",
        "2. Beberapa cacat dijumlahkan sampai batas cacat total."
        " Cara menjumlahkannya tidak terbaca di sumber.",
        "3. Tabel memberi 10 % sampai 30 %. Dihitung yang terendah sampai ada surat dokter.",
    ]
    assert lines[1].endswith("Tanyakan: 1, 2.")
    assert lines[3].endswith("Tanyakan: 1, 2, 3.")


def test_an_award_reads_as_a_family_reads_it():
    assert list(printed(benefits.jkk_death(NOW, died_on=date(2026, 3, 4))))[:7] == [
        "Santunan kematian karena kecelakaan kerja                        Rp48.000.000",
        "    60 % × 80 × Rp1.000.000. PP 44/2015 Lampiran III, berlaku sejak 01/07/2015.",
        "Santunan berkala 24 bulan, dibayar sekaligus                     Rp12.000.000",
        "    24 × Rp500.000. PP 82/2019 Lampiran III, berlaku sejak 02/12/2019.",
        "Biaya pemakaman                                                  Rp10.000.000",
        "    PP 82/2019 Lampiran III, berlaku sejak 02/12/2019.",
        "Jumlah                                                           Rp70.000.000",
    ]


def test_the_sum_above_the_questions_says_what_is_sure():
    shown = as_json(ANSWERS["jkm"])

    assert (shown["total_idr"], shown["sure_idr"]) == (42_000_000, 10_000_000)
    assert [bool(line["ask"]) for line in shown["lines"]] == [True, True, False]


def test_every_word_of_the_rules_of_claims_is_used():
    """A sentence nobody can meet is either dead, or the rule forgot it."""
    met = set()
    for answer in ANSWERS.values():
        rows = [*getattr(answer, "lines", ()), *answer.statements]
        for row in rows:
            met |= {row.code, *(ask.code for ask in row.asks)}
            met |= {row.arithmetic.code} if row.arithmetic else set()
        met |= {note.code for note in answer.notes}
    words = {
        code
        for code in catalogue()
        if code.startswith(("rules.ask.", "rules.part.", "rules.heir.", "rules.sum."))
    }
    by_other_readings = {
        *("rules.ask.jkk_decides.outcome_day", "rules.ask.stmb_part_month.thirtieths"),
        *("rules.ask.late_days.working_days", "rules.ask.scholarship_counts.unbroken_months"),
        "rules.sum.at_least",
    }

    assert words - met - by_other_readings == set()


def test_nothing_in_an_answer_can_be_changed():
    answer = ANSWERS["jkm"]

    with pytest.raises(AttributeError):
        answer.total_idr = 0
    with pytest.raises(AttributeError):
        answer.lines[0].amount_idr = 0
    with pytest.raises(AttributeError):
        answer.lines.append(answer.lines[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("glasses", "Rp6.000.000, paling banyak Rp1.000.000."),
        ("hearing aid", "belum menjadi manfaat, baru ada sejak 02/12/2019."),
        ("home care", "Rp30.000.000, paling banyak Rp20.000.000."),
        ("prosthesis", "Rp9, paling banyak Rp1 + 40 % = Rp1."),
    ],
)
def test_says_why_less_is_paid_back_than_the_receipt(name, said):
    assert list(printed(ANSWERS[name]))[1].strip().startswith(said)


def test_a_receipt_below_the_ceiling_needs_no_arithmetic():
    assert benefits.glasses(NOW, 1_000_000).lines[0].arithmetic is None
