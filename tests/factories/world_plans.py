"""The offices of the small world, and how far each one got."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """One office: its size, its workers, and how far it got with last month and this one."""

    name: str
    asn: int
    workers: int
    last: str = "closed"
    this: str = "listed"


OFFICES = (
    Plan("Dinas Pendidikan dan Kebudayaan", 90, 12, "received", "listed"),
    Plan("Dinas Kesehatan", 60, 14, "closed", "received"),
    Plan("RSUD dr. H. Soewondo", 40, 6, "closed", "remitted"),
    Plan("Kecamatan Boja", 12, 8, "closed", "received"),
    Plan("Kecamatan Weleri", 11, 5, "closed", "reported"),
    Plan("Badan Keuangan dan Aset Daerah", 14, 5, "closed", "reported"),
    Plan("Satuan Polisi Pamong Praja dan Pemadam Kebakaran", 24, 1, "reported", "listed"),
    Plan("Dinas Pekerjaan Umum dan Penataan Ruang", 20, 3, "closed", "listed"),
    Plan("Kecamatan Limbangan", 10, 0),
    Plan("Sekretariat Daerah", 32, 9, "closed", "received"),
    Plan("Dinas Perpustakaan dan Arsip", 9, 4, "closed", "remitted"),
)
