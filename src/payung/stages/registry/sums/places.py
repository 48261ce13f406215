"""The places that sealed values belong to; a value moved to another place does not open there."""

NIK_PLACE = "registry_worker.nik"
"""One place for every NIK, so that a civil servant's own is recognised among the workers'."""

PHONE_PLACE = "registry_worker.phone"
ADDRESS_PLACE = "registry_worker.address"
HEIR_PHONE_PLACE = "registry_heir.phone"
