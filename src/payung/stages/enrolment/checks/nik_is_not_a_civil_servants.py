"""The NIK belongs to a vulnerable worker, not to the sponsor, and rather not to another ASN."""

from payung.kernel.findings import Finding


def nik_is_not_a_civil_servants(owner_id: int | None, sponsor_id: int) -> Finding | None:
    """Refuse the sponsor's own NIK; only tell when it is that of another civil servant."""
    if owner_id is None:
        return None
    return Finding.reject("nik_own") if owner_id == sponsor_id else Finding.info("nik_of_an_asn")
