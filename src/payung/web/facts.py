"""A line of a summary list: what is known, and where it can be changed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One line. `change_words` replaces "Ubah"; with no `change_url` there is no link."""

    term: str
    value: object
    change_url: str = ""
    change_words: str = ""
