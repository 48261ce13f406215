"""The month's lists, and how a regency's payroll is run: its routes and their CSV layouts."""

from payung.stages.deductions.models.lists import Change, DeductionLine, DeductionList, Stop
from payung.stages.deductions.models.routes import CsvLayout, OfficeCode, RouteTable

__all__ = [
    "Change",
    "CsvLayout",
    "DeductionLine",
    "DeductionList",
    "OfficeCode",
    "RouteTable",
    "Stop",
]
