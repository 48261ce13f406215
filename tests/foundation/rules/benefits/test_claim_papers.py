"""Every paper of a claim has words, a source and an office; a list that cannot be is refused."""

import shutil
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from payung.foundation.rules import LawRefused, benefits, current_law, load
from payung.foundation.rules.benefits import ClaimCase, Relation, Scheme, papers_for
from payung.foundation.rules.law import PARAMETERS, sources
from payung.foundation.rules.shown_papers import papers_json, printed_papers
from payung.kernel.wording import LANGUAGES, catalogue

DAY = date(2026, 8, 21)
ROWS = current_law().berkas_klaim.in_force(DAY).value.papers
EVERY_CASE = [
    ClaimCase(
        kind, death, cause, heir, minor, heir == Relation.WILL, certificates, traffic, traffic
    )
    for kind, death, cause, heir, minor, certificates, traffic in product(
        Scheme, (True, False), benefits.Cause, Relation, *[(True, False)] * 3
    )
]


def test_every_paper_can_be_needed_and_is_needed_once():
    lists = [[paper.code for paper in papers_for(case, on=DAY)] for case in EVERY_CASE]

    assert {code for codes in lists for code in codes} == {row.code for row in ROWS}
    assert all(len(codes) == len(set(codes)) for codes in lists)


def test_every_list_prints_in_both_languages_with_each_question_once():
    case = ClaimCase(Scheme.JKK, heir_relation=Relation.WILL, has_minor_heir=True)
    found = papers_for(case, on=DAY)

    for lang in LANGUAGES:
        lines = list(printed_papers(found, lang))
        told = papers_json(found, lang)
        assert sum(line.startswith("[ ] ") for line in lines) == len(found) == len(told["papers"])
        questions = [line for line in lines if line[0].isdigit()]
        assert len({line.partition(". ")[2] for line in questions}) == len(questions) > 2
        assert not any("{" in line for line in lines)
    assert "Rp50.000.000" in told["papers"][-1]["only_if"]


def test_every_paper_names_where_it_was_read():
    assert {code for row in ROWS for code in row.evidence} <= set(sources())
    assert {row.source.strip() for row in ROWS} != {""}


def test_no_word_is_left_of_a_paper_that_is_gone():
    worded = {
        code.split(".")[1]
        for code in catalogue()
        if code.startswith("claim_papers.") and code.endswith((".name", ".needs"))
    }

    assert worded == {row.code for row in ROWS}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code: claim_form,", "code: bank_book,", "stands twice"),
        ("original: false, copies: 1", "original: false, copies: 0", "neither"),
        ("only_if: above_amount, ", "", "no words"),
        ("issuer: police", "issuer: mayor", "issuer"),
        ("when: [{schemes: [jkm]}]", "when: []", "when"),
        ("traffic: true", "street: true", "street"),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused(tmp_path, old, new, said):
    folder = Path(shutil.copytree(PARAMETERS, tmp_path / "parameters"))
    path = folder / "berkas_klaim.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(LawRefused, match=said):
        load(folder)
