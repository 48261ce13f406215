"""Questions about who exists: areas, offices, civil servants, workers."""

from payung.stages.registry.queries.agencies import (
    AgencyMatch,
    AgencyRow,
    RegencyRow,
    agencies,
    match_agencies,
    match_agency,
    regencies,
    regency_by_code,
)
from payung.stages.registry.queries.areas import (
    AreaRow,
    area_name,
    areas_within,
    forget_areas,
    known_areas,
)
from payung.stages.registry.queries.contacts import ContactRow, contact_of
from payung.stages.registry.queries.difference import StaffDifference, staff_difference
from payung.stages.registry.queries.relocations import (
    RelocationRow,
    agreed_relocations,
    open_relocation,
    relocation_of,
    relocations,
    relocations_overdue,
)
from payung.stages.registry.queries.staff import (
    StaffChangeRow,
    StaffRow,
    staff_by_nip,
    staff_changes,
    staff_of_agency,
)
from payung.stages.registry.queries.workers import (
    HeirRow,
    Identity,
    WorkerRow,
    heirs_of,
    identities,
    nik_index,
    worker_by_nik,
    workers_by_id,
    workers_named,
)

__all__ = [
    "AgencyMatch",
    "AgencyRow",
    "AreaRow",
    "ContactRow",
    "HeirRow",
    "Identity",
    "RegencyRow",
    "RelocationRow",
    "StaffChangeRow",
    "StaffDifference",
    "StaffRow",
    "WorkerRow",
    "agencies",
    "agreed_relocations",
    "area_name",
    "areas_within",
    "contact_of",
    "forget_areas",
    "heirs_of",
    "identities",
    "known_areas",
    "match_agencies",
    "match_agency",
    "nik_index",
    "open_relocation",
    "regencies",
    "regency_by_code",
    "relocation_of",
    "relocations",
    "relocations_overdue",
    "staff_by_nip",
    "staff_changes",
    "staff_difference",
    "staff_of_agency",
    "worker_by_nik",
    "workers_by_id",
    "workers_named",
]
