"""Letters are data with a fixed list of names, not a template language (ASVS 1.3.7)."""

import pytest

from payung.foundation.documents.problems import WordingRefused
from payung.foundation.documents.wording import PARTS, PLACEHOLDERS, filled, refuse_unknown

VALUES = {"office": "Dinas Kesehatan", "count": "40"}


def test_a_name_in_braces_is_its_value():
    assert filled("{count} orang dari {office}", VALUES) == "40 orang dari Dinas Kesehatan"


@pytest.mark.parametrize(
    "text",
    ["{{7*7}}", "{% if x %}", "%s", "${x}", "{7*7}", "{office.name}", "{office!r}", "{0}", "{}",
     "{{office}}", "{ office }", "#{1+1}"],
)  # fmt: skip
def test_what_looks_like_a_template_stays_as_it_was_typed(text):
    assert filled(text, VALUES) == text


def test_a_value_is_not_read_again():
    assert filled("{office}", {"office": "{count}", "count": "40"}) == "{count}"


def test_a_name_without_a_value_is_refused():
    with pytest.raises(WordingRefused) as refused:
        filled("Halo {nik}", VALUES)

    assert refused.value.name == "nik"


def test_every_kind_with_parts_has_its_list_of_names():
    assert set(PARTS) == set(PLACEHOLDERS)


def test_the_reason_names_the_part():
    with pytest.raises(WordingRefused) as refused:
        refuse_unknown("D01", {"opening": "baik", "closing": "{password}"})

    assert (refused.value.part, refused.value.name) == ("closing", "password")
