"""What can be foreseen to go wrong in the registry, by name."""


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
