"""What can stand against making a paper, changing its wording, or showing it."""


class NoFonts(RuntimeError):
    """The typeface of the papers is not installed; `npm ci` fetches it."""


class NoSuchPaper(LookupError):
    """There is no such paper, or none that this viewer may open. Does not say which."""


class WordingRefused(Exception):
    """A letter's wording names something that cannot be filled in; `part` says where."""

    def __init__(self, part: str, name: str) -> None:
        super().__init__(part, name)
        self.part = part
        self.name = name


class NoSuchForm(Exception):
    """This kind of paper cannot be had in that form."""
