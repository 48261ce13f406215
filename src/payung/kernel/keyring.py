"""The one sealer of this process. The floor above everything hands it in at start."""

from payung.kernel.sealing import Sealer


class NoKeys(RuntimeError):
    """Identity numbers were to be sealed before the installation's keys were handed in."""


_held: list[Sealer] = []


def use_sealer(sealer: Sealer) -> None:
    """Make `sealer` the one that this process uses from now on."""
    _held[:] = [sealer]


def sealer() -> Sealer:
    """Return the process's sealer. :raises NoKeys: none was handed in."""
    if not _held:
        raise NoKeys
    return _held[0]
