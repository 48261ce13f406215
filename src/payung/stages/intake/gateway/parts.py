"""The small parts of an XLSX that say which sheets there are and where their cells lie."""

import posixpath
from collections.abc import Mapping

from payung.stages.intake.gateway.archive import Archive
from payung.stages.intake.gateway.marks import SheetEntry
from payung.stages.intake.gateway.markup_walk import parse
from payung.stages.intake.problems import FileRefused

WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
SMALL = 1_000_000


class _Parts:
    def __init__(self) -> None:
        self.sheets: list[tuple[SheetEntry, str]] = []
        self.since_1904 = False
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "sheet":
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((SheetEntry(attributes.get("name", ""), hidden), link))
        elif local == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif local == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            self.targets[attributes.get("Id", "")] = posixpath.normpath(path)


def sheet_parts(archive: Archive) -> tuple[list[SheetEntry], list[str], bool]:
    """Return the sheets in order, the member of each, and whether days count from 1904."""
    parts = _Parts()
    for name in (WORKBOOK, LINKS):
        if name not in archive:
            raise FileRefused("file.damaged")
        content = archive.read(name)
        if len(content) > SMALL:
            raise FileRefused("file.bomb")
        parse(content, parts)
    placed = [(entry, parts.targets.get(link, "")) for entry, link in parts.sheets]
    placed = [(entry, member) for entry, member in placed if "/chartsheets/" not in member]
    members = [member for _, member in placed]
    names = {entry.name for entry, _ in placed}
    if not placed or len(set(members)) != len(placed) or len(names) != len(placed):
        raise FileRefused("file.damaged")
    return [entry for entry, _ in placed], members, parts.since_1904
