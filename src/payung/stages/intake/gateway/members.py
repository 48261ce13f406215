"""Which members a workbook may have. What is not on the list is refused by name of its danger."""

import re

from payung.stages.intake.gateway.archive import Archive
from payung.stages.intake.problems import FileRefused

DANGERS = (
    (re.compile(r"vba|macrosheets|dialogsheets|^basic/|^scripts/|^script-lb", re.I), "file.macro"),
    (
        re.compile(r"externallinks|connections\.xml|querytables|xl/model|customdata", re.I),
        "file.links",
    ),
    (
        re.compile(
            r"embeddings|activex|oleobject|ctrlprops|^object |objectreplacements|customxml|pivot",
            re.I,
        ),
        "file.embedded",
    ),
    (re.compile(r"encryptedpackage|encryptioninfo", re.I), "file.password"),
)
XLSX = re.compile(
    r"""\[Content_Types\]\.xml | _rels/\.rels | docProps/[\w.-]+ | docMetadata/LabelInfo\.xml
    | _xmlsignatures/.+ | xl/(?: workbook | styles | sharedStrings | calcChain | metadata
        | sheetMetadata | comments\d* )\.xml
    | xl/_rels/[\w.-]+\.rels | xl/worksheets/(?:_rels/)?[\w.-]+ | xl/theme/(?:_rels/)?[\w.-]+
    | xl/tables/[\w.-]+ | xl/printerSettings/[\w.-]+ | xl/drawings/(?:_rels/)?[\w.-]+
    | xl/(?:charts|chartsheets)/(?:_rels/)?[\w.-]+ | xl/media/[\w.-]+ | xl/threadedComments/[\w.-]+
    | xl/comments/[\w.-]+ | xl/persons/[\w.-]+ | xl/richData/[\w./-]+
    | xl/featurePropertyBag/[\w.-]+ | xl/slicers/[\w.-]+ | xl/slicerCaches/[\w.-]+""",
    re.X | re.I,
)
ODS = re.compile(
    r"""mimetype | (?:content|styles|meta|settings|manifest)\.(?:xml|rdf) | META-INF/[\w.-]+
    | Thumbnails/[\w.-]+ | Pictures/[\w.-]+ | Configurations2/.* | layout-cache""",
    re.X,
)
XML_NAME = re.compile(r"\.(?:xml|rels|vml|rdf)$", re.I)
EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
DECLARED = re.compile(rb"^\s*<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)[\"']", re.I)
NESTED = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)


def check_members(archive: Archive, allowed: re.Pattern[str]) -> None:
    """Refuse macros, links, embedded things, strangers, entities and archives in the archive."""
    for name in archive.names:
        for pattern, code in DANGERS:
            if pattern.search(name):
                raise FileRefused(code)
        if not allowed.fullmatch(name):
            raise FileRefused("file.stranger", part=name[:80])
    for name in archive.names:
        content = archive.read(name)
        if XML_NAME.search(name):
            _check_markup(name, content)
        elif content.startswith(NESTED):
            raise FileRefused("file.embedded")


def _check_markup(name: str, content: bytes) -> None:
    start = content[:256].removeprefix(b"\xef\xbb\xbf")
    declared = DECLARED.match(start)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise FileRefused("file.encoding")
    if start and not start.lstrip().startswith(b"<"):
        raise FileRefused("file.encoding" if b"\0" in start else "file.damaged")
    if b"\0" in content:
        raise FileRefused("file.encoding")
    _check_declarations(content)
    if name.lower() == "[content_types].xml" and b"macroenabled" in content.lower():
        raise FileRefused("file.macro")
    if name.lower().endswith(".rels"):
        for tag in EXTERNAL.findall(content):
            if b"/hyperlink" not in tag:
                raise FileRefused("file.links")


def _check_declarations(content: bytes) -> None:
    """Only comments and CDATA may follow `<!`; a DOCTYPE or ENTITY is never needed."""
    at = content.find(b"<!")
    while at >= 0:
        if not content.startswith((b"<!--", b"<![CDATA["), at):
            raise FileRefused("file.entities")
        at = content.find(b"<!", at + 2)
