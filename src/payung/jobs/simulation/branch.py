"""A simulated BPJS branch: gives numbers, refuses some with a reason, mistypes now and then."""

from random import Random

from payung.jobs.simulation.papers import Filled, fill
from payung.stages.enrolment.sums.replies import REASONS

NUMBER, REASON, KEY = "Nomor Peserta (KPJ)", "Alasan", "Kunci"


class Branch:
    """One branch office; the same seed answers the same rows the same way."""

    def __init__(self, seed: str, *, first_number: int, refuses: float) -> None:
        self._random = Random(seed)
        self._number = first_number
        self._refuses = refuses

    def answer(self, sheet: bytes) -> bytes:
        """Return the batch's sheet with a participant number or a reason on every row."""
        return fill(sheet, header=KEY, change=self._row)

    def _row(self, row: Filled) -> list[Filled]:
        if row[NUMBER] or row[REASON]:
            return [row]
        if self._random.random() < self._refuses:
            return [{**row, REASON: self._random.choice(REASONS[:2])}]
        self._number += 1
        return [{**row, NUMBER: f"{self._number:011}"}]

    def mistyped(self, sheet: bytes) -> bytes:
        """Return an answer in which one number lost its last digit: that row alone is refused."""
        left = [1]

        def spoil(row: Filled) -> list[Filled]:
            (answered,) = self._row(row)
            if left and answered[NUMBER]:
                left.pop()
                self._number -= 1
                return [{**answered, NUMBER: answered[NUMBER][:-1]}]
            return [answered]

        return fill(sheet, header=KEY, change=spoil)
