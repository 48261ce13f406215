import pickle

import pytest

from payung.kernel.findings import Finding, Level, Unreadable


def test_speaks_both_languages():
    finding = Finding(Level.REJECT, "nik_length", {"count": "15"})

    assert finding.message() == "NIK harus 16 angka. Anda mengisi 15 angka"
    assert finding.message("en") == "A NIK has 16 digits. You entered 15 digits"


def test_has_a_short_form_per_level():
    assert Finding.reject("nik_empty") == Finding(Level.REJECT, "nik_empty")
    assert Finding.warning("nik_implausible").level is Level.WARNING
    assert Finding.info("nik_other_region", region="33.74").values == {"region": "33.74"}


def test_can_be_counted_in_sets():
    assert (
        len({Finding.reject("nik_length", count="15"), Finding.reject("nik_length", count="15")})
        == 1
    )


def test_never_changes():
    with pytest.raises(AttributeError):
        Finding.reject("nik_empty").code = "other"


def test_the_exception_tells_a_log_the_code_only():
    reason = Unreadable.because("nik_letters", letters="Budi")

    assert str(reason) == "nik_letters"
    assert reason.finding.message() == 'NIK hanya angka. Hapus "Budi"'
    assert pickle.loads(pickle.dumps(reason)).finding == reason.finding
