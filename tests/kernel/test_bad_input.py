"""Every reader of what people type meets the whole list of bad inputs: it reads, or says no."""

from collections.abc import Callable

import pytest

from payung.kernel.dates import parse_date, parse_month
from payung.kernel.findings import Unreadable
from payung.kernel.kpj import parse_kpj
from payung.kernel.names import parse_name
from payung.kernel.nik import parse_nik
from payung.kernel.nip import parse_nip
from payung.kernel.phone import parse_phone
from payung.kernel.rupiah import parse_rupiah
from payung.kernel.sex import parse_sex
from tests.web.bad_input.payloads import ONE_OF_EACH_KIND, PAYLOADS

READERS = (
    *(parse_nik, parse_nip, parse_kpj, parse_phone, parse_name, parse_sex),
    *(parse_date, parse_month, parse_rupiah),
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_reader_reads_or_refuses_and_never_breaks(reader: Callable[[str], object]) -> None:
    refused = 0

    for payload in {*PAYLOADS, *ONE_OF_EACH_KIND}:
        try:
            reader(payload)
        except Unreadable:
            refused += 1

    assert refused > 0
