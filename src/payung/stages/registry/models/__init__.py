"""Who exists: regencies and their areas, agencies (OPD), civil servants (ASN), workers, heirs."""

from payung.stages.registry.models.calendar import ListDay
from payung.stages.registry.models.hospitals import Hospital
from payung.stages.registry.models.legal_bases import LegalBasis, LegalBasisEnd
from payung.stages.registry.models.nips import NipChange
from payung.stages.registry.models.places import (
    Agencies,
    Agency,
    AgencyAlias,
    AgencyContact,
    Area,
    Regency,
)
from payung.stages.registry.models.staff import CivilServant, CivilServants, Relocation, StaffChange
from payung.stages.registry.models.workers import Heir, Worker, Workers

__all__ = [
    "Agencies",
    "Agency",
    "AgencyAlias",
    "AgencyContact",
    "Area",
    "CivilServant",
    "CivilServants",
    "Heir",
    "Hospital",
    "LegalBasis",
    "LegalBasisEnd",
    "ListDay",
    "NipChange",
    "Regency",
    "Relocation",
    "StaffChange",
    "Worker",
    "Workers",
]
