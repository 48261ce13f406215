"""What leaves for payroll: the signed workbook of a list, and a CSV per route."""

from payung.stages.deductions.files.routes import (
    RouteFile,
    route_file,
    route_files,
    routed_list,
    tried,
)
from payung.stages.deductions.files.workbook import (
    CUT,
    LAYOUT,
    NOT_CUT,
    VERSION,
    header_fields,
    payroll_file,
)

__all__ = [
    "CUT",
    "LAYOUT",
    "NOT_CUT",
    "VERSION",
    "RouteFile",
    "header_fields",
    "payroll_file",
    "route_file",
    "route_files",
    "routed_list",
    "tried",
]
