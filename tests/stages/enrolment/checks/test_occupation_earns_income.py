"""Only work that earns an income is registered."""

import pytest

from payung.stages.enrolment.checks.occupation_earns_income import occupation_earns_income


@pytest.mark.parametrize(
    "occupation",
    [
        *(
            "Ibu rumah tangga",
            "MENGURUS RUMAH TANGGA",
            "IRT",
            "Tidak bekerja",
            "Belum/Tidak Bekerja",
        ),
        *("Pensiunan", "Pensiunan PNS", "Pelajar/Mahasiswa", "tdk bekerja", "Pengangguran"),
    ],
)
def test_what_earns_nothing_is_not_registered_now(occupation):
    assert occupation_earns_income(occupation).code == "not_working"


@pytest.mark.parametrize(
    "occupation",
    ["Asisten rumah tangga", "Petani", "Ibu rumah tangga dan penjahit", "Penjaga sekolah", "Buruh"],
)
def test_what_earns_is_registered(occupation):
    assert occupation_earns_income(occupation) is None


@pytest.mark.parametrize("occupation", ["", "-", "  "])
def test_an_empty_occupation_is_asked_for_and_does_not_block(occupation):
    assert occupation_earns_income(occupation).level == "warning"
