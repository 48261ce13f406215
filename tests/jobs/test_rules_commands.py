"""`payung rules` answers about claims as it is typed: JSON, readable text, and clear refusals."""

import json

import pytest

from payung.jobs import arguments
from payung.jobs.commands import rules


@pytest.fixture
def payung(capsys):
    """Type a question; return its exit status, and what was said on standard output and error."""

    def typed(*words):
        capsys.readouterr()
        try:
            status = rules.run(arguments.read(["rules", *words]))
        except SystemExit as ended:
            status = ended.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return typed


@pytest.mark.parametrize(
    ("words", "total_idr"),
    [
        (["jkm", "--date", "2026-07-15", "--member-since", "1/6/2026", "--paid-months", "2"], 10),
        (["jkm", "--died-on", "2026-09-01", "--member-since", "2026-06-01",
          "--paid-months", "3"], 42),
        (["jkk-death", "--date", "2026-08-21"], 70),
        (["jkk-disability", "--date", "2026-08-21", "--total"], 68),
        (["jkk-disability", "--date", "21/8/2026", "--part", "arm_shoulder_right"], 32),
        (["jkk-disability", "--date", "2026-08-21", "--part", "big_toe:2@50"], 4),
        (["jkk-disability", "--date", "2026-08-21", "--left-handed",
          "--part", "arm_shoulder_left"], 32),
        (["jkk-stmb", "--date", "2026-03-01", "--until", "2027-03-31"], 12.5),
        (["transport", "--date", "2026-03-01", "--land", "6000000", "--air", "1000000"], 6),
        (["care", "--date", "2026-03-01", "--glasses", "2000000", "--home-care", "3000000"], 4),
        (["care", "--date", "2026-03-01", "--prosthesis", "3000000",
          "--reference-price", "2000000"], 2.8),
        (["scholarship", "--date", "2026-08-01", "--scheme", "jkk", "--child", "2022-05-10,tk,1",
          "--child", "2022-05-11,tk"], 174),
        (["scholarship", "--date", "2026-08-01", "--scheme", "jkm", "--paid-months", "36",
          "--child", "2009-05-10,sma,3,married=2028-07-02,works=1/1/2030"], 27),
    ],
    ids=lambda words: " ".join(words[:4]) if isinstance(words, list) else str(words),
)  # fmt: skip
def test_adds_up_to_the_same_total_as_the_rule(payung, words, total_idr):
    status, out, _ = payung(*words, "--json")
    found = json.loads(out)

    assert status == 0
    assert found["total_idr"] == total_idr * 1_000_000
    assert found["total_idr"] == sum(line["amount_idr"] for line in found["lines"])
    assert payung(*words)[0] == payung(*words, "--lang", "en")[0] == 0


def test_a_line_of_an_award_tells_arithmetic_source_and_question(payung):
    _, out, _ = payung("jkk-disability", "--date", "2026-08-21", "--part", "thumb_right", "--json")

    assert json.loads(out)["lines"] == [
        {
            "label": "Ibu jari tangan kanan",
            "amount_idr": 12_000_000,
            "source": "PP 44/2015 Lampiran III",
            "since": "2015-07-01",
            "code": "rules.part.thumb_right",
            "arithmetic": "15 % × 80 × Rp1.000.000",
            "percent": "15",
            "evidence": ["S5"],
            "ask": [
                {
                    "code": "rules.ask.not_compared",
                    "text": "Belum dicocokkan dengan teks PP 44/2015 Lampiran III."
                    " Apakah benar begini?",
                }
            ],
        }
    ]


def test_a_scholarship_lists_its_years_and_how_it_ends(payung):
    words = ["scholarship", "--date", "2026-08-01", "--scheme", "jkk", "--child", "2003-08-02,pt,4"]
    found = json.loads(payung(*words, "--json")[1])

    assert (
        found["years"]
        == [
            {
                "child": 1,
                "school_year": "2026/2027",
                "asked_from": "2026-08-01",
                "level": "pt",
                "nth": 1,
                "amount_idr": 12_000_000,
            }
        ]
        or found["statements"][0]["code"] == "rules.line.scholarship_ends_age"
    )


def test_heirs_and_deadlines_have_no_total(payung):
    heirs = json.loads(
        payung("heirs", "--date", "2026-08-21", "--heir", "spouse", "--heir",
               "child,2015-01-01", "--heir", "will_notarial", "--json")[1]
    )  # fmt: skip
    days = json.loads(
        payung("deadline", "--date", "2026-02-20", "--scheme", "jkm", "--complete-on",
               "2026-03-16", "--paid-on", "2026-03-27", "--amount", "42000000", "--json")[1]
    )  # fmt: skip

    assert list(heirs) == list(days) == ["statements", "notes"]
    assert [one["label"] for one in heirs["statements"]][:2] == [
        "Janda atau duda (urutan 1)",
        "Anak, 1 orang (urutan 1)",
    ]
    assert [(one["on"], one["percent"], one["amount_idr"]) for one in days["statements"]] == [
        ("2026-03-26", None, None),
        ("2026-03-27", "1", 420_000),
        (None, None, None),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["jkk-death"], "--date"),
        (["jkk-death", "--date", "31/2/2026"], "--date: "),
        (["jkk-death", "--date", "2026-08-21", "--born", "2026-08-22"], "sebelum tanggal lahir"),
        (["jkk-death", "--date", "2026-05-31", "--member-since", "2026-06-01"], "perlindungan"),
        (["jkk-death", "--date", "2026-08-21", "--died-on", "2026-08-20"], "20/08/2026"),
        (["jkk-death", "--date", "2015-06-30"], "belum ada ketentuan"),
        (["jkm", "--date", "2026-05-31", "--member-since", "2026-06-01", "--paid-months", "1"],
         "sebelum awal kepesertaan"),
        (["jkk-disability", "--date", "2026-08-21"], "Pilih sedikitnya satu"),
        (["jkk-disability", "--date", "2026-08-21", "--part", "tail"], "tabel cacat"),
        (["jkk-disability", "--date", "2026-08-21", "--part", "big toe"], "--part: tulis"),
        (["jkk-disability", "--date", "2026-08-21", "--part", "nose", "--total"], "tidak keduanya"),
        (["jkk-disability", "--date", "2026-08-21", "--part", "nose@200"], "200"),
        (["jkk-stmb", "--date", "2026-08-21", "--until", "2026-08-20"], "20/08/2026"),
        (["transport", "--date", "2026-08-21", "--land", "-1"], "--land"),
        (["scholarship", "--date", "2026-08-21", "--scheme", "jkk"], "--child"),
        (["scholarship", "--date", "2026-08-21", "--scheme", "jkk", "--child", "2014-01-01,s2,1"],
         "--child: tulis"),
        (["scholarship", "--date", "2026-08-21", "--scheme", "jkk", "--child", "2014-01-01,sd,7"],
         "kelas 7"),
        (["scholarship", "--date", "2026-08-21", "--scheme", "jkk", "--child", "besok"], "--child"),
        (["scholarship", "--date", "2026-08-21", "--scheme", "jkk", "--child",
          "2014-01-01,sd,1,gone=2026-01-01"], "--child: tulis"),
        (["heirs", "--date", "2026-08-21", "--heir", "friend"], "--heir: tulis"),
        (["heirs", "--date", "2026-08-21", "--heir", "spouse,2027-01-01"], "sebelum tanggal lahir"),
        (["deadline", "--date", "2026-08-21", "--scheme", "jht"], "bukan pilihan"),
        (["deadline", "--date", "2026-08-21", "--scheme", "jkm", "--complete-on", "2026-08-20"],
         "20/08/2026"),
        (["contribution", "--month", "2026-06", "--programmes", "jkk,jp"], "bukan pilihan"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else one,
)  # fmt: skip
def test_says_what_was_wrong_and_answers_nothing(payung, words, said):
    status, out, err = payung(*words)

    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_the_papers_of_a_case_are_listed_with_the_office_of_each(payung):
    status, out, _ = payung("papers", "--date", "2026-08-21", "--scheme", "jkm", "--heir", "child",
                            "--minor-heir", "--no-birth-certificates", "--json")  # fmt: skip
    papers = {paper["code"]: paper for paper in json.loads(out)["papers"]}

    assert status == 0
    assert papers["death_certificate"]["issuer"] == "dukcapil"
    assert papers["birth_certificate_first"]["ask"]
    assert "KTP dua saksi" in papers["death_certificate"]["needs"]
    assert (
        "[ ] Akta kematian (Asli dan 1 fotokopi)"
        in payung("papers", "--date", "2026-08-21", "--scheme", "jkm")[1]
    )
    assert payung("papers", "--date", "2015-06-30", "--scheme", "jkm")[0] == 2
