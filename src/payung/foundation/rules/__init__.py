"""Indonesian law for this programme: dated data with sources, and its arithmetic. Pure."""

from payung.foundation.rules.ages import age_on, registration_age
from payung.foundation.rules.consequences import consequences
from payung.foundation.rules.contributions import (
    arrears_contribution,
    ceiling_idr,
    contribution,
    tariff_table,
)
from payung.foundation.rules.credits import Settled, credit, settle
from payung.foundation.rules.death_benefit import jkm
from payung.foundation.rules.due_dates import due_on
from payung.foundation.rules.holidays import Holidays, holidays, load_holidays
from payung.foundation.rules.lapse import Arrears, arrears, standing
from payung.foundation.rules.law import Law, current_law, load
from payung.foundation.rules.problems import (
    AmountNegative,
    DiedBeforeMembership,
    IncomeNotPositive,
    LawRefused,
    NoProgramme,
    NotInForce,
    NotWhole,
    PaidMonthsNegative,
    RuleRefused,
)
from payung.foundation.rules.shown import as_json
from payung.foundation.rules.values import (
    Benefit,
    Consequence,
    Contribution,
    Funds,
    Insured,
    Line,
    Note,
    Programme,
    Sector,
    Standing,
)

__all__ = [
    "AmountNegative",
    "Arrears",
    "Benefit",
    "Consequence",
    "Contribution",
    "DiedBeforeMembership",
    "Funds",
    "Holidays",
    "IncomeNotPositive",
    "Insured",
    "Law",
    "LawRefused",
    "Line",
    "NoProgramme",
    "NotInForce",
    "NotWhole",
    "Note",
    "PaidMonthsNegative",
    "Programme",
    "RuleRefused",
    "Sector",
    "Settled",
    "Standing",
    "age_on",
    "arrears",
    "arrears_contribution",
    "as_json",
    "ceiling_idr",
    "consequences",
    "contribution",
    "credit",
    "current_law",
    "due_on",
    "holidays",
    "jkm",
    "load",
    "load_holidays",
    "registration_age",
    "settle",
    "standing",
    "tariff_table",
]
