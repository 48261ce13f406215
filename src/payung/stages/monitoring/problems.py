"""What can be foreseen to go wrong with targets and figures that others published, in words."""

from payung.kernel.findings import Finding


class _Refused(Exception):
    """A change was refused and nothing was done; `finding` says why."""

    def __init__(self, code: str, **values: str) -> None:
        self.finding = Finding.reject(code, **values)
        super().__init__(code, values)

    @property
    def code(self) -> str:
        return self.finding.code

    def message(self, lang: str = "id") -> str:
        return self.finding.message(lang)


class TargetRefused(_Refused):
    """The target cannot be set: not theirs, no percentage, a day outside its year, no reason."""


class StatedRefused(_Refused):
    """The figure cannot be stated: no source, no such code, a part without its whole, replaced."""


class MeetingRefused(_Refused):
    """A meeting, its agenda, a decision or what somebody is to do cannot be so."""


class NotYourMeeting(Exception):
    """It belongs to another regency or office, or the actor's role has no say in it."""
