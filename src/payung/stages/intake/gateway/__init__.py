"""
Everything that touches the bytes of a received file, or of one we hand out to be filled in.

    read_table(content, name=..., wanted=Layout, limits=...) -> Table      in this process
    read_table_apart(...)                                                  same, confined child
    mark(content, name, table, problems) -> bytes                          the sheet with notes
    write_template(...), read_template(...)                                signed money files
    sign_header, read_signed_header, safe, csv_cell

A cell is a plain `str` where the sheet holds text; a number, a date, a formula or a fault comes
as its own type (stages/intake/sums.py), so that a stage can refuse a numeric NIK. Whatever is
wrong with the file as a whole is a FileRefused with a code of kernel/wording/files.yaml.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from payung.stages.intake.gateway.apart import read_table_apart
    from payung.stages.intake.gateway.hygiene import csv_cell, safe
    from payung.stages.intake.gateway.marked import mark
    from payung.stages.intake.gateway.signature import read_signed_header, sign_header
    from payung.stages.intake.gateway.table import read_table
    from payung.stages.intake.gateway.template import SignedTable, read_template, write_template

__all__ = [
    "SignedTable",
    "csv_cell",
    "mark",
    "read_signed_header",
    "read_table",
    "read_table_apart",
    "read_template",
    "safe",
    "sign_header",
    "write_template",
]

MODULES = {
    "SignedTable": "template",
    "csv_cell": "hygiene",
    "mark": "marked",
    "read_signed_header": "signature",
    "read_table": "table",
    "read_table_apart": "apart",
    "read_template": "template",
    "safe": "hygiene",
    "sign_header": "signature",
    "write_template": "template",
}


def __getattr__(name: str) -> object:
    """Load a module when it is first asked for: each confined child starts with what it needs."""
    if name not in MODULES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{MODULES[name]}"), name)
