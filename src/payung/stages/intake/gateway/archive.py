"""
A zip, opened with distrust: sizes are added up before anything is unpacked, and what comes out
is counted, because declared sizes lie.
"""

import io
import stat
import struct
import zipfile
import zlib
from functools import cached_property

from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, Limits

LOCAL = struct.Struct("<4s5H3I2H")
END = b"PK\x05\x06"
LONGEST_DESCRIPTOR = 24
KEEP_UNPACKED = 16 * MEGABYTE
UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError)


class Archive:
    """The members of one zip. Members that could hurt are refused here, before unpacking."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._limits = limits
        self._unpacked: dict[str, bytes] = {}
        self._members = {member.filename: member for member in self._directory()}
        self._starts = self._check_places()

    @property
    def names(self) -> list[str]:
        return [name for name, member in self._members.items() if not member.is_dir()]

    @cached_property
    def size(self) -> int:
        return sum(member.file_size for member in self._members.values())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def _directory(self) -> list[zipfile.ZipInfo]:
        end = self._content.rfind(END)
        if end < 0 or len(self._content) < end + 22:
            raise FileRefused("file.cut_short")
        declared = struct.unpack_from("<H", self._content, end + 10)
        if declared[0] > self._limits.members:
            raise FileRefused("file.bomb")
        try:
            members = zipfile.ZipFile(io.BytesIO(self._content)).infolist()
        except (*UNREADABLE, struct.error, IndexError) as failure:
            raise FileRefused("file.damaged") from failure
        if len(members) > self._limits.members:
            raise FileRefused("file.bomb")
        if sum(member.file_size for member in members) > self._limits.unpacked_bytes:
            raise FileRefused("file.bomb")
        for member in members:
            self._check_member(member)
        if len({member.filename.casefold() for member in members}) != len(members):
            raise FileRefused("file.disguised")
        return members

    def _check_member(self, member: zipfile.ZipInfo) -> None:
        name = member.orig_filename
        if name.startswith("/") or any(part in name for part in ("..", "\\", ":", "\0")):
            raise FileRefused("file.disguised")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise FileRefused("file.disguised")
        if member.flag_bits & 1:
            raise FileRefused("file.password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefused("file.damaged")
        packed = max(member.compress_size, 1)
        if member.file_size > MEGABYTE and member.file_size / packed > self._limits.ratio:
            raise FileRefused("file.bomb")

    def _check_places(self) -> dict[str, int]:
        """Return where each member's bytes start; nothing may overlap, nothing lie between."""
        starts: dict[str, int] = {}
        free_from = 0
        for member in sorted(self._members.values(), key=lambda one: one.header_offset):
            at = member.header_offset
            gap = at - free_from
            if gap < 0 or gap > (LONGEST_DESCRIPTOR if free_from else 0):
                raise FileRefused("file.disguised")
            try:
                header = LOCAL.unpack_from(self._content, at)
            except struct.error as failure:
                raise FileRefused("file.damaged") from failure
            start = at + LOCAL.size + header[9] + header[10]
            if header[0] != b"PK\x03\x04" or header[3] != member.compress_type:
                raise FileRefused("file.damaged")
            raw_name = self._content[at + LOCAL.size : at + LOCAL.size + header[9]]
            if raw_name.decode("utf-8", "replace") != member.orig_filename:
                raise FileRefused("file.disguised")
            starts[member.filename] = start
            free_from = start + member.compress_size
        self._check_end(free_from)
        return starts

    def _check_end(self, free_from: int) -> None:
        directory = self._content.find(b"PK\x01\x02", free_from)
        if not 0 <= directory - free_from <= LONGEST_DESCRIPTOR:
            raise FileRefused("file.disguised" if directory >= 0 else "file.damaged")
        end = self._content.rfind(END)
        if len(self._content) != end + 22:
            raise FileRefused("file.disguised")

    def read(self, name: str) -> bytes:
        """Return a member's bytes; one that unpacks to more than it declared is refused."""
        if name in self._unpacked:
            return self._unpacked[name]
        unpacked = self._inflate(self._members[name])
        if self.size <= KEEP_UNPACKED:
            self._unpacked[name] = unpacked
        return unpacked

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        start = self._starts[member.filename]
        packed = self._content[start : start + member.compress_size]
        if len(packed) != member.compress_size:
            raise FileRefused("file.cut_short")
        if member.compress_type == zipfile.ZIP_DEFLATED:
            packed = _inflated(packed, member.file_size)
        if len(packed) != member.file_size or zlib.crc32(packed) != member.CRC:
            raise FileRefused("file.damaged")
        return packed


def _inflated(packed: bytes, declared: int) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = stream.decompress(packed, declared + 1)
    except zlib.error as failure:
        raise FileRefused("file.damaged") from failure
    if len(unpacked) > declared:
        raise FileRefused("file.bomb")
    return unpacked
