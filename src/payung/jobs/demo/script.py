"""What happens to whom in the demo, so that each thing that can happen can be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.jobs.simulation.invented import Candidate
from payung.kernel.month import Month

STAGE_REGENCY = "33.24"
STAGE_OFFICE = "Dinas Kesehatan"
HOLDS_BACK = "Satuan Polisi Pamong Praja dan Pemadam Kebakaran"
UNCONFIRMED = "Dinas Perhubungan"
SILENT = "Kecamatan Weleri"
REOPENED = "Inspektorat Daerah"
REFUNDS = "Sekretariat Daerah"
OVER_CUTS = "Kecamatan Boja"
NEW_HOME = "Dinas Sosial"
PAY_THEMSELVES = (STAGE_OFFICE, HOLDS_BACK, UNCONFIRMED, SILENT, REOPENED, REFUNDS, OVER_CUTS)
"""The others of Kendal pay through the regency's treasury, one slip for all of them."""
DISCOUNT_BEGINS = Month(2026, 4)


@dataclass(frozen=True, kw_only=True)
class Script:
    """The chosen registrations of the stage office's first sheet, by what will happen to them."""

    first: Month
    current: Month
    gap: Sequence[Candidate]
    arrears: Sequence[Candidate]
    lapse: Sequence[Candidate]
    at_risk: Sequence[Candidate]
    dies: Candidate
    wishes: Sequence[Candidate]
    retires: Candidate
    leaves_alone: Candidate
    movers: Sequence[Candidate]
    heir_apparent: Candidate
    """Whose sponsor takes over the worker of the one who retires."""
    star: Candidate
    """Whose sponsor signs in on the tour."""
    from_allowance: Sequence[Candidate]
    """Whose sponsors let it be taken from TPP: another payroll list, another file."""

    @classmethod
    def cast(cls, chosen: Sequence[Candidate], *, first: Month, current: Month) -> "Script":
        return cls(
            first=first,
            current=current,
            gap=chosen[0:8],
            arrears=chosen[8:12],
            lapse=chosen[12:17],
            at_risk=chosen[17:23],
            dies=chosen[23],
            wishes=chosen[24:27],
            retires=chosen[27],
            leaves_alone=chosen[28],
            movers=chosen[29:33],
            heir_apparent=chosen[33],
            star=chosen[34],
            from_allowance=chosen[4:8],
        )

    @property
    def returning(self) -> Sequence[Candidate]:
        """Who registers again after the lapse: a new spell, never the old one reopened."""
        return self.lapse[:2]

    def not_cut(self, month: Month) -> frozenset[str]:
        """Return the NIPs whose pay is not cut in `month`."""
        missed = {
            "gap": (self.gap, [self.first + 5]),
            "arrears": (self.arrears, [self.first + 7, self.first + 8]),
            "lapse": (self.lapse, Month.span(self.first + 6, self.first + 9)),
            "now": (self.at_risk, [self.current]),
            "longer": (self.at_risk[:3], [self.current - 1]),
        }
        return frozenset(
            one.sponsor_nip
            for people, months in missed.values()
            if month in months
            for one in people
        )
