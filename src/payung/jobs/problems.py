"""What a command cannot do, as a code of the wording catalogue with its values."""


class Refused(Exception):
    """Said in the person's language by the command that meets it; exit status 1."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
