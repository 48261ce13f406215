"""Which offices a staff list founds, and which of its spellings are slips."""

from payung.stages.registry.sums.offices import KnownOffices
from payung.stages.registry.sums.settling import settle


def nobody() -> KnownOffices:
    return KnownOffices.of("Kabupaten Kendal", {}, {})


def test_a_first_list_founds_its_offices_under_their_most_frequent_spelling():
    settled = settle({"DINAS KESEHATAN": 2, "Dinas Kesehatan": 90, "Dinkes": 3}, nobody())

    assert list(settled.founded.values()) == ["Dinas Kesehatan"]
    assert {office.name for office in settled.offices.values()} == {"Dinas Kesehatan"}


def test_a_rare_look_alike_is_a_slip_and_remembered():
    settled = settle({"Kecamatan Sukorejo": 89, "Kecamatan Sukorjo": 1}, nobody())

    assert list(settled.founded.values()) == ["Kecamatan Sukorejo"]
    assert settled.aliases == {"kecamatan sukorjo": -1}


def test_two_frequent_look_alikes_of_one_list_are_two_offices():
    settled = settle({"Kelurahan Langenharjo": 40, "Kelurahan Langenharja": 39}, nobody())

    assert len(settled.founded) == 2


def test_a_later_list_may_misspell_a_known_office_in_every_row():
    known = KnownOffices.of("", {31: "Kecamatan Sukorejo"}, {})

    settled = settle({"Kecamatan Sukorjo": 89}, known)

    assert settled.offices["Kecamatan Sukorjo"].ref == 31
    assert settled.founded == {}


def test_a_later_list_founds_an_office_that_is_new():
    known = KnownOffices.of("", {31: "Dinas Kesehatan"}, {})

    settled = settle({"Dinas Kesehatan": 90, "Dinas Pariwisata": 1}, known)

    assert list(settled.founded.values()) == ["Dinas Pariwisata"]


def test_a_rare_name_that_may_be_a_slip_is_unclear_once_there_are_offices():
    known = KnownOffices.of("", {31: "Kecamatan Patebon"}, {})

    settled = settle({"Kecamatan Patbn": 1}, known)

    assert settled.unclear == {"Kecamatan Patbn": "Kecamatan Patebon"}


def test_the_order_of_the_rows_does_not_count():
    one = {"Dinas Sosial": 5, "Dinsos": 1, "Dinas Kesehatan": 5}

    first, second = settle(one, nobody()), settle(dict(reversed(one.items())), nobody())

    assert first.founded == second.founded
    assert first.offices == second.offices
