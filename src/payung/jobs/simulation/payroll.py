"""A simulated payroll: cuts as listed mostly, and errs like real ones, then corrects itself."""

from collections import Counter
from random import Random

from payung.jobs.simulation.papers import Filled, fill

NIP, AMOUNT, OUTCOME, REASON = "NIP", "Potongan (Rp)", "Hasil", "Sebab"
CUT, NOT_CUT = "Terpotong", "Tidak terpotong"
REASONS = (
    "Gaji bersih tidak cukup",
    "Cuti di luar tanggungan",
    "Pindah kantor",
    "Meminta berhenti",
)


class Payroll:
    """One office's payroll for one month. `happened` counts what it did, by kind."""

    def __init__(self, seed: str, *, not_cut: frozenset[str] = frozenset(), errs: bool) -> None:
        self._random = Random(seed)
        self._not_cut = not_cut
        self._errs = errs
        self._has_answered = False
        self.happened: Counter[str] = Counter()

    def answer(self, sheet: bytes) -> bytes:
        """Return the filled-in list, with whatever mistakes this payroll makes."""
        return fill(sheet, header=NIP, change=self._erring if self._errs else self._honest)

    def correction(self, sheet: bytes) -> bytes:
        """Return the list filled in again, this time without a mistake."""
        return fill(sheet, header=NIP, change=self._honest)

    def _honest(self, row: Filled) -> list[Filled]:
        if row[NIP] in self._not_cut:
            self.happened["not_cut"] += 1
            place = sum(row[NIP].encode()) % 2
            return [{**row, AMOUNT: "", OUTCOME: NOT_CUT, REASON: REASONS[place]}]
        return [{**row, OUTCOME: CUT, REASON: ""}]

    def _erring(self, row: Filled) -> list[Filled]:
        if row[NIP] in self._not_cut:
            return self._honest(row)
        fate = self._random.random()
        if fate < 0.03 and self._has_answered:  # a sheet without any row would not be sent
            self.happened["missing"] += 1
            return []
        self._has_answered = True
        if fate < 0.05:
            self.happened["under"] += 1
            return [{**row, AMOUNT: str(int(row[AMOUNT]) - 100), OUTCOME: CUT}]
        if fate < 0.07:
            self.happened["over"] += 1
            return [{**row, AMOUNT: str(int(row[AMOUNT]) * 10), OUTCOME: CUT}]
        if fate < 0.09:
            self.happened["double"] += 1
            return [{**row, OUTCOME: CUT}, {**row, OUTCOME: CUT}]
        if fate < 0.11:
            self.happened["stranger"] += 1
            stranger = {**row, NIP: row[NIP][:-3] + "899", OUTCOME: CUT}
            return [{**row, OUTCOME: CUT}, stranger]
        return [{**row, OUTCOME: CUT}]
