"""What can be foreseen to go wrong in the registry, by name."""

from payung.kernel.findings import Finding


class OutsideScope(Exception):
    """The regency is not the one that this person works for."""


class UnknownRegency(Exception):
    """No regency of Indonesia has this code, or none with this id takes part."""


class NameTaken(Exception):
    """The office name or spelling already stands for another office of the regency."""


class NoAreas(Exception):
    """The published area codes are not where they should be; the text is the missing file."""


class DeathRefused(Exception):
    """The day of death cannot be; the text is the code: in future, before birth, or another day."""


class NikTaken(Exception):
    """The NIK belongs to another worker on record; whose is not told."""


class NipOfAnother(Exception):
    """Somebody has or had this NIP; whose is not told. It belongs to one person forever."""


class OwnRecord(Exception):
    """Nobody changes their own NIP: a colleague or the secretariat does."""


class NewNipRefused(Exception):
    """The new NIP or its day cannot be; `finding` says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.finding = Finding.reject(code, **values)


class TakeBackRefused(NewNipRefused):
    """A change of NIP that stands: not the last one, or older than 90 days."""


class DepartureRefused(NewNipRefused):
    """The day of leaving cannot be; `finding` says why."""


class HospitalRefused(Exception):
    """The list of partner hospitals cannot be so; the text says why: name, twice, ended, before."""


class BasisRefused(Exception):
    """A legal basis cannot be so; the text is the code of the screen's sentence."""


class DayRefused(Exception):
    """No such day in every month, or the month has begun already."""
