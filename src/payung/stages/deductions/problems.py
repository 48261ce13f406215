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


class RouteRefused(ListRefused):
    """A table of routes was not kept; `faults` has codes of words by place, such as "name-…"."""

    code = "deductions.route_refused"

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__()


class LayoutRefused(ListRefused):
    """A CSV layout was not kept; `faults` has codes of words by place."""

    code = "deductions.layout_refused"

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__()


class CannotWrite(ListRefused):
    """A file was not made: a name has a sign that its encoding has no place for."""

    code = "deductions.csv_cannot_write"


class NoOfficeCode(ListRefused):
    """A file was not made: its layout shows the office's code, and the office has none."""

    code = "deductions.csv_no_office_code"


class NoSuchRoute(ListRefused):
    """Nobody on the list is cut through this route, or there is no such layout."""

    code = "deductions.no_such_route"
