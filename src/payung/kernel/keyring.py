"""The keys of this process: the sealer, and the key that signs the headers of money files."""

from payung.kernel.sealing import Sealer


class NoKeys(RuntimeError):
    """Something was to be sealed or signed before the installation's keys were handed in."""


_sealers: list[Sealer] = []
_header_keys: list[bytes] = []


def use_keys(held: Sealer, header_key: bytes) -> None:
    """Make these the keys of this process from now on."""
    _sealers[:] = [held]
    _header_keys[:] = [header_key]


def sealer() -> Sealer:
    """Return the process's sealer. :raises NoKeys: none was handed in."""
    if not _sealers:
        raise NoKeys
    return _sealers[0]


def header_key() -> bytes:
    """Return the key that signs money files. :raises NoKeys: none was handed in."""
    if not _header_keys:
        raise NoKeys
    return _header_keys[0]


def derived_key(purpose: str) -> bytes:
    """Return 32 bytes for one purpose alone, such as "address"; the same at every start."""
    return sealer().index(purpose, "keyring.derived")
