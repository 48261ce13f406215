"""What may stand in a text that a person sends, and how it is filled."""

from urllib.parse import parse_qs, urlsplit

import pytest

from payung.foundation.outbox.texts import (
    LONGEST,
    SAMPLES,
    VARIABLES,
    TextRefused,
    clean,
    filled,
    problems_of,
    usual,
    wa_link,
)
from payung.kernel.wording import LANGUAGES, catalogue

CODES = sorted(VARIABLES)


def _sample(code):
    return {name: SAMPLES[name] for name in VARIABLES[code]}


class TestEveryText:
    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_may_be_kept_as_it_comes(self, code, language):
        assert problems_of(code, usual(code, language)) == ()

    @pytest.mark.parametrize("code", CODES)
    def test_is_whole_with_its_sample(self, code):
        text = filled(code, usual(code), _sample(code))

        assert "{" not in text
        assert len(text) <= LONGEST

    @pytest.mark.parametrize("code", CODES)
    def test_never_asks_for_a_code_or_money_and_carries_no_address_of_its_own(self, code):
        words = usual(code).casefold()

        assert not any(word in words for word in ("kata sandi", "kode", "transfer", "http"))

    def test_there_are_twenty_four(self):
        assert len(CODES) == 24
        assert set(CODES) <= set(catalogue())


class TestTheLint:
    @pytest.mark.parametrize(
        ("body", "problem"),
        [
            ("", "wa.lint.empty"),
            ("a" * 701, "wa.lint.long"),
            ("Halo {nik}", "wa.lint.variable"),
            ("Halo {{ref}}", "wa.lint.brace"),
            ("{{7*7}}", "wa.lint.brace"),
            ("{% if %}", "wa.lint.brace"),
            ("${ref", "wa.lint.brace"),
            ("NIK 3324061708900903", "wa.lint.number"),
            ("NIK 3324 0617 0890 0903", "wa.lint.number"),
            ("NIP 196504111990031907", "wa.lint.number"),
            ("Buka https://payung-kendal.example", "wa.lint.link"),
            ("Buka www.palsu.example", "wa.lint.link"),
            ("Kirim kata sandi Anda", "wa.lint.code"),
            ("Balas dengan OTP", "wa.lint.code"),
        ],
    )
    def test_refuses(self, body, problem):
        assert problem in problems_of("wa.registered", body)

    @pytest.mark.parametrize(
        "body", ["a" * 700, "100%s dan %(ref)s", "Nomor {ref}", "0812-3456-7890"]
    )
    def test_lets_through(self, body):
        assert problems_of("wa.registered", body) == ()


class TestFilling:
    def test_reads_a_value_only_once(self):
        values = {**_sample("wa.registered"), "ref": "{until}"}

        assert filled("wa.registered", "{ref}", values) == "{until}"

    def test_greets_a_worker_by_the_first_word_of_the_name_only(self):
        values = {"name": "Sukini Rahayu Lestari", "since": "1 Januari 2027", "ask": "petugas"}

        text = filled("wa.active_worker", usual("wa.active_worker"), values)

        assert "Sukini" in text
        assert "Rahayu" not in text

    def test_makes_one_line_of_breaks_tabs_and_invisible_signs(self):
        values = {**_sample("wa.correction"), "problem": "satu\r\nBcc: dua\t\u202etiga\x00"}

        assert filled("wa.correction", "{problem}", values) == "satu Bcc: dua tiga"

    def test_cuts_a_value_of_five_thousand_signs(self):
        values = {**_sample("wa.correction"), "problem": "panjang " * 700}

        assert len(filled("wa.correction", usual("wa.correction"), values)) < LONGEST

    @pytest.mark.parametrize(
        "change",
        [
            {"nik": "3324"},
            {"ref": "3324061708900903"},
            {"address": "https://x.example/k/ABCDEFGHJKMNPQRS"},
        ],
    )
    def test_refuses_what_would_tell_too_much(self, change):
        with pytest.raises(TextRefused):
            filled("wa.registered", usual("wa.registered"), _sample("wa.registered") | change)

    def test_refuses_a_missing_value(self):
        with pytest.raises(TextRefused):
            filled("wa.registered", usual("wa.registered"), {"ref": "KDL"})


class TestTheLink:
    def test_carries_the_text_and_the_number_without_its_plus(self):
        link = urlsplit(wa_link("Halo & selamat: 100% “ya”?\r\n🙂", "+6281234567890"))

        assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/6281234567890")
        assert parse_qs(link.query) == {"text": ["Halo & selamat: 100% “ya”? 🙂"]}

    def test_asks_for_the_person_without_a_number(self):
        assert wa_link("Halo", None) == "https://wa.me/?text=Halo"

    def test_cannot_be_led_elsewhere(self):
        assert urlsplit(wa_link("x", "javascript:alert(1)//evil.example")).netloc == "wa.me"


def test_cleaning_twice_is_cleaning_once():
    text = "  a\u200b\r\n\u00a0b\tc\u0301 "

    assert clean(clean(text)) == clean(text)
