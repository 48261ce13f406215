import pytest

from payung.kernel.digits import is_digits, plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("33.24-06 17", "33240617"),
        ("'3324\u00a006", "332406"),
        ("\ufeff33\u200b24", "3324"),
        ("\uff13\uff13", "33"),
        ("\u0663\u0663", "33"),
        ("33O4", "33O4"),
        ("3\u00b2", "3\u00b2"),
    ],
)
def test_keeps_digits_and_whatever_has_to_be_named(text, kept):
    assert plain(text) == kept


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("1234", True),
        ("123", False),
        ("12345", False),
        ("123a", False),
        ("\u0661\u0662\u0663\u0664", False),
    ],
)
def test_counts_plain_digits_only(text, yes):
    assert is_digits(text, 4) is yes
