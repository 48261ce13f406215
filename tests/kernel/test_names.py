import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.findings import Unreadable
from payung.kernel.names import PersonName, fold, parse_name, shown

pieces = st.lists(
    st.sampled_from(
        (
            *("Ir.", "H.", "dr", "K.H.", "Sugeng", "Budi", "M.", "S.Pd.", "SE", "M.T", "A.Md."),
            *("Sp.OG(K)", "QIA", "12", ",", ", ", " ", "."),
        )
    )
).map("".join)


@given(st.text(max_size=60) | pieces)
def test_reads_back_the_full_name(text):
    try:
        name = parse_name(text)
    except Unreadable:
        return

    assert parse_name(name.full) == name


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_showing_again_changes_nothing(text):
    assert shown(shown(text)) == shown(text)
    shown(text).encode()


@pytest.mark.parametrize(
    ("text", "front", "bare", "back"),
    [
        ("Sukini", "", "Sukini", ""),
        ("A", "", "A", ""),
        ("Ir. H. Sugeng, M.T., Ph.D.", "Ir. H.", "Sugeng", "M.T., Ph.D."),
        ("Drs. H.Ahmad", "Drs. H.", "Ahmad", ""),
        ("Drs.Sugeng", "Drs.", "Sugeng", ""),
        ("K.H. Mustofa", "K.H.", "Mustofa", ""),
        ("dr. Budi Santoso, Sp.OG(K)", "dr.", "Budi Santoso", "Sp.OG(K)"),
        ("Dr. Siti Aminah S.Pd., M.Pd.", "Dr.", "Siti Aminah", "S.Pd., M.Pd."),
        ("BUDI SANTOSO, SE, MM", "", "BUDI SANTOSO", "SE, MM"),
        ("Andi, S.E., QIA, CRMP", "", "Andi", "S.E., QIA, CRMP"),
        ("Sri Wahyuni, A.Md.Keb.", "", "Sri Wahyuni", "A.Md.Keb."),
        ("Siti, S. Pd. SD", "", "Siti", "S. Pd. SD"),
        ("H Sugeng", "", "H Sugeng", ""),
        ("M. Ali", "", "M. Ali", ""),
        ("Ahmad M.Yusuf", "", "Ahmad M.Yusuf", ""),
        ("Budi A.P", "", "Budi A.P", ""),
        ("Ani SH", "", "Ani SH", ""),
        ("ANI, DEWI", "", "ANI, DEWI", ""),
        ("H.", "", "H.", ""),
        (", S.Pd", "", ", S.Pd", ""),
    ],
)
def test_parts_titles_from_the_name_and_leaves_what_may_be_a_name(text, front, bare, back):
    assert parse_name(text) == PersonName(front, bare, back)


def test_joins_titles_from_their_own_columns_with_those_in_the_name():
    assert parse_name("Sugeng", front="Ir.", back="M.T.").full == "Ir. Sugeng, M.T."
    assert parse_name("Ir. H. Sugeng, M.T.", front="Ir.", back="M.T., Ph.D.") == PersonName(
        "Ir. H.", "Sugeng", "M.T., Ph.D."
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name_empty"),
        (" \u200b\t", "name_empty"),
        ("---", "name_empty"),
        (".", "name_empty"),
        ("12345", "name_digits"),
        ("3324 0617", "name_digits"),
        ("3324061708900903", "name_digits"),
        ("Sukini 3324061708900903", "name_digits"),
        ("a" * 101, "name_too_long"),
        ("H." * 50_000, "name_too_long"),
    ],
)
def test_refuses_what_is_no_name(text, code):
    with pytest.raises(Unreadable) as refusal:
        parse_name(text)

    assert refusal.value.finding.code == code
    assert refusal.value.finding.message()


def test_takes_a_hundred_letters_and_says_how_many_are_too_many():
    assert parse_name("a" * 100).bare == "a" * 100
    with pytest.raises(Unreadable) as refusal:
        parse_name("a" * 101)
    assert "101" in refusal.value.finding.message()


@pytest.mark.parametrize(
    "text",
    [
        *("Null", "None", "undefined", "NaN", "True", "Select", "<b>Budi</b>", "&amp; Budi"),
        *("{{7*7}} x", "%s", "${x}", "'; DROP TABLE asn", '=HYPERLINK("x")', "Nur'aini"),
        *("Ma\u2019ruf", "SUKINI", "sukini", "محمد", "王秀英", "\ua9a5\ua98f", "Budi 😀", "😀"),
        *("Sukini 2", "Budi.", "Zoë"),
    ],
)
def test_shows_every_name_as_it_was_written(text):
    assert parse_name(text).full == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Siti\nAminah", "Siti Aminah"),
        ("Siti\r\n\tAminah", "Siti Aminah"),
        ("Siti\u00a0Aminah", "Siti Aminah"),
        ("Siti\u2028Aminah", "Siti Aminah"),
        ("Siti\u202eAminah", "SitiAminah"),
        ("Si\u200bti\ufeff", "Siti"),
        ("Si\x00ti", "Siti"),
        ("Si\ud800ti", "Siti"),
    ],
)
def test_strips_controls_and_collapses_white_space(text, kept):
    assert parse_name(text).bare == kept


def test_caps_marks_that_pile_up():
    assert len(parse_name("Z" + "\u0335" * 500 + "algo").bare) == len("Zalgo") + 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nur'aini", "NURAINI"),
        ("Ma\u2019ruf", "Ma'ruf"),
        ("Siti-Aminah", "siti  aminah."),
        ("Zoë", "ZOE"),
        ("Abd.Rahman", "Abd. Rahman"),
        ("Ｓｉｔｉ", "siti"),
        ("Si\u200bti", "siti"),
        ("Sudomo\u202e", "Sudomo"),
        ("Tgl. Lahir", "tgl lahir"),
        ("STRASSE", "straße"),
    ],
)
def test_folds_spellings_of_one_name_together(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Sukini", "Sukino"), ("😀", "😃"), ("!", "?"), ("محمد", "محمود")]
)
def test_keeps_different_names_apart(one, other):
    assert fold(one) != fold(other)
