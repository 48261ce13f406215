"""The worker earns an income by working (domain of JKK and JKM, asked again at every claim)."""

import re
from functools import lru_cache
from typing import Final

from payung.kernel.findings import Finding

_NOT_WORKING: Final = re.compile(
    r"(?:(?:ibu|mengurus|urus) (?:rumah tangga|rt)|irt|mrt"
    r"|(?:tidak|belum|tdk|blm|tidak belum|belum tidak)(?: ada)? (?:bekerja|kerja|pekerjaan)"
    r"|pengangguran|menganggur|pensiunan\b.*|purnawirawan|purna tugas"
    r"|pelajar|mahasiswa|pelajar mahasiswa|siswa|santri|sekolah)",
    re.I,
)


@lru_cache(maxsize=4096)
def occupation_earns_income(occupation: str) -> Finding | None:
    """
    Return why this occupation cannot be registered now, a warning where none is given, or None.

    Keeping house for others (asisten rumah tangga) is work; keeping one's own is not paid.
    """
    words = re.sub(r"[\W_]+", " ", occupation).strip()
    if not words or words == "0":
        return Finding.warning("occupation_empty")
    if _NOT_WORKING.fullmatch(words):
        return Finding.reject("not_working", occupation=occupation[:40])
    return None
