"""What can go wrong with a received file as a whole, and with one of its cells."""

from payung.kernel.findings import Finding


class FileRefused(Exception):
    """
    The file as a whole is not taken; nothing of it has been read.

    `finding` says why in words for people (kernel/wording/files.yaml). The exception's own text
    is only the code: headers and file names may be personal and must not reach a log.
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.finding = Finding.reject(code, **values)

    @property
    def code(self) -> str:
        return self.finding.code

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.code, dict(self.finding.values))


def _rebuilt(code: str, values: dict[str, str]) -> FileRefused:
    return FileRefused(code, **values)
