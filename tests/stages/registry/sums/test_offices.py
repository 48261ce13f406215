"""Which office a written name means."""

import pytest

from payung.stages.registry.sums.offices import KnownOffices, alike, office_key, office_name

NAMES = {
    1: "Dinas Pendidikan dan Kebudayaan",
    2: "Dinas Kesehatan",
    3: "Kecamatan Boja",
    4: "Kecamatan Kaliwungu",
    5: "Kecamatan Kaliwungu Selatan",
    6: "Badan Kepegawaian dan Pengembangan SDM",
    7: "Dinas Pekerjaan Umum dan Penataan Ruang",
    8: "Kecamatan Patean",
    9: "Kecamatan Patebon",
    10: "SMP Negeri 1 Boja",
    11: "SMP Negeri 2 Boja",
    12: "Inspektorat Daerah",
    13: "Kecamatan Kendal",
    14: "Kecamatan Sukorejo",
}


def known(**aliases):
    return KnownOffices.of("Kabupaten Kendal", NAMES, aliases)


@pytest.mark.parametrize(
    ("written", "ref", "how"),
    [
        ("Dinas Kesehatan", 2, "exact"),
        ("DINAS  KESEHATAN ", 2, "exact"),
        ("Dinas Pendidikan dan  Kebudayaan ", 1, "exact"),
        ("Dinas Pendidikan & Kebudayaan", 1, "alias"),
        ("Dinas Pendidikan, Kebudayaan", 1, "alias"),
        ("Disdikbud", 1, "alias"),
        ("DINKES", 2, "alias"),
        ("Dinas Kesehatan Kabupaten Kendal", 2, "alias"),
        ("Dinas Kesehatan Kab. Kendal", 2, "alias"),
        ("Kec. Boja", 3, "alias"),
        ("Kec Kaliwungu Sel.", 5, "alias"),
        ("Inspektorat", 12, "alias"),
        ("BKPSDM", 6, "similar"),
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", 6, "alias"),
        ("DPUPR", 7, "similar"),
        ("Kecamatan Sukorjo", 14, "similar"),
        ("Dinas Kesehatn", 2, "similar"),
        ("SMPN 2 Boja", 11, "alias"),
    ],
)
def test_one_office_is_meant_by_many_spellings(written, ref, how):
    match = known().match(written)

    assert (match.ref, match.how) == (ref, how)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Dinas Perikanan",
        "Badan Kesehatan",
        "Kecamatan Kaliwungu Utara",
        "SMP Negeri 3 Boja",
        "Kecamatan",
        "Dinas",
        "Kendal",
        "???",
    ],
)
def test_a_name_that_no_office_has_means_none(written):
    assert known().match(written).ref is None


def test_neighbours_with_nearly_the_same_name_are_never_mixed_up():
    assert known().match("Kecamatan Patean").ref == 8
    assert known().match("Kecamatan Patebon").ref == 9
    assert alike("kecamatan patean", "kecamatan patebon") < 90


def test_a_name_between_two_offices_means_neither():
    offices = KnownOffices.of("", {1: "Kelurahan Langenharjo", 2: "Kelurahan Langenharja"}, {})

    assert offices.match("Kelurahan Langenharj").how == "unclear"


def test_a_spelling_decided_once_is_matched_ever_after():
    assert known(**{"dinas kesehatan boja": 2}).match("Dinas Kesehatan Boja").how == "alias"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("puskesmas boja i", "puskesmas boja ii"),
        ("smp negeri 1 boja", "smp negeri 2 boja"),
        ("kecamatan kaliwungu", "kecamatan kaliwungu selatan"),
        ("dinas kesehatan", "badan kesehatan"),
        ("dinas pertanian", "dinas pertanahan"),
        ("dinas pemberdayaan masyarakat desa", "dinas pemberdayaan masyarakat kota"),
    ],
)
def test_offices_that_differ_in_a_telling_word_are_not_alike(one, other):
    assert alike(one, other) < 90


def test_a_word_typed_in_two_is_alike():
    assert alike("kecamatan suko rejo", "kecamatan sukorejo") >= 90


def test_the_key_of_a_key_is_the_key():
    for name in NAMES.values():
        assert office_key(office_key(name)) == office_key(name)


def test_a_name_is_kept_as_written_with_single_spaces_and_a_limit():
    assert office_name("  Dinas   Kesehatan\n") == "Dinas Kesehatan"
    assert len(office_name("D" * 500)) == 150
