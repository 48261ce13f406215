"""What the confined reader of papers says instead of one. It starts often: nothing heavy here."""


class Unfit(Exception):
    """The picture is not taken. `code` is one of the catalogue; the process outside makes words."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
