import pytest

from payung.kernel.findings import Unreadable
from payung.kernel.sex import Sex, parse_sex


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        *(("L", Sex.L), ("l", Sex.L), ("Laki-laki", Sex.L), ("LAKI LAKI", Sex.L), ("pria", Sex.L)),
        *(("Laki\u2011Laki", Sex.L), (" Lk. ", Sex.L), ("male", Sex.L)),
        *(("P", Sex.P), ("perempuan", Sex.P), ("Wanita", Sex.P), ("PR", Sex.P), ("p\u00a0", Sex.P)),
    ],
)
def test_reads_letters_and_words(text, sex):
    assert parse_sex(text) is sex


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "sex_empty"), (" - ", "sex_empty"), ("1", "sex_unreadable"), ("L/P", "sex_unreadable")],
)
def test_refuses_what_is_in_doubt(text, code):
    with pytest.raises(Unreadable) as refusal:
        parse_sex(text)

    assert refusal.value.finding.code == code
    assert refusal.value.finding.message()


@pytest.mark.parametrize("sex", Sex)
def test_reads_back_what_is_stored(sex):
    assert parse_sex(str(sex)) is sex
