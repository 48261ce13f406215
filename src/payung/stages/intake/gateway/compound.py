"""The streams of an OLE file (old .xls), without trusting any of its chains."""

import struct
from collections.abc import Iterator

from payung.stages.intake.problems import FileRefused

FREE = 0xFFFFFFFA  # this and above are marks, not sectors
MINI_LIMIT = 4096
STREAM, ROOT = 2, 5
DANGERS = (
    ("encryptedpackage", "file.password"),
    ("encryptioninfo", "file.password"),
    ("_vba_project", "file.macro"),
    ("vba", "file.macro"),
    ("macros", "file.macro"),
    ("\x01ole", "file.embedded"),
    ("mbd", "file.embedded"),
    ("ole10native", "file.embedded"),
    ("objectpool", "file.embedded"),
    ("ctls", "file.embedded"),
)


class Compound:
    """An OLE file: header, sector chains, directory."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        if len(content) < 512:
            raise FileRefused("file.cut_short")
        shift, mini_shift = struct.unpack_from("<2H", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise FileRefused("file.damaged")
        self._size = 1 << shift
        self._table = self._sector_table()
        fields = struct.unpack_from("<I", content, 48)
        self._entries = list(self._directory(fields[0]))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._content[start : start + self._size]
        if not sector or number >= FREE:
            raise FileRefused("file.cut_short")
        return sector

    def _sector_table(self) -> list[int]:
        first_more, _ = struct.unpack_from("<2I", self._content, 68)
        places = list(struct.unpack_from("<109I", self._content, 76))
        seen = 0
        while first_more < FREE:
            seen += 1
            if seen * self._size > len(self._content):
                raise FileRefused("file.damaged")
            *more, first_more = _numbers(self._sector(first_more))
            places.extend(more)
        table: list[int] = []
        for place in places:
            if place < FREE:
                table.extend(_numbers(self._sector(place)))
        if len(table) * 4 > 2 * len(self._content) + 4096:
            raise FileRefused("file.damaged")
        return table

    def _chain(self, first: int, table: list[int]) -> Iterator[int]:
        number, steps = first, 0
        while number < FREE:
            steps += 1
            if number >= len(table) or steps > len(table):
                raise FileRefused("file.damaged")
            yield number
            number = table[number]

    def _stream(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(first, self._table))

    def _directory(self, first: int) -> Iterator[tuple[str, int, int, int]]:
        """Yield name, type (1 storage, 2 stream, 5 root), first sector and size."""
        directory = self._stream(first)
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<2I", directory, at + 116)
            if kind in (1, STREAM, ROOT):
                name = directory[at : at + max(min(length, 64) - 2, 0)]
                yield name.decode("utf-16-le", "replace").lower(), kind, start, size

    def workbook(self) -> bytes:
        """Return the workbook stream; raise FileRefused for a password, a macro or an object."""
        for name, kind, _, _ in self._entries:
            for beginning, code in DANGERS:
                if kind != ROOT and name.startswith(beginning):
                    raise FileRefused(code)
        for wanted in ("workbook", "book"):
            for name, kind, first, size in self._entries:
                if name == wanted and kind == STREAM:
                    return self._content_of(first, size)
        raise FileRefused("file.wrong_type", found="OLE")

    def _content_of(self, start: int, size: int) -> bytes:
        if size >= MINI_LIMIT:
            stream = self._stream(start)
        else:
            root = next((entry for entry in self._entries if entry[1] == ROOT), None)
            if root is None:
                raise FileRefused("file.damaged")
            small = self._stream(root[2])
            (first,) = struct.unpack_from("<I", self._content, 60)
            table = list(_numbers(self._stream(first)))
            places = self._chain(start, table)
            stream = b"".join(small[place * 64 : place * 64 + 64] for place in places)
        if len(stream) < size:
            raise FileRefused("file.cut_short")
        return stream[:size]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
