"""What can go wrong when a month's list is asked for, by name, in words for people."""

from typing import ClassVar

from payung.kernel.findings import Finding


class ListRefused(Exception):
    """Something about a list was refused and nothing was done; `finding` says why."""

    code: ClassVar[str]

    def __init__(self, **values: str) -> None:
        self.finding = Finding.reject(self.code, **values)
        super().__init__(self.code)


class NotYourOffice(ListRefused):
    """The office is not one that this person acts for. Says nothing about the office."""

    code = "deductions.not_your_office"


class NoSuchList(ListRefused):
    """There is no such list, or it is not this viewer's to see."""

    code = "deductions.no_such_list"
