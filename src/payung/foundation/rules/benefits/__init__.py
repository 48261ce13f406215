"""What a family or a worker receives: one rule per file, over the dated data of the law."""

from payung.foundation.rules.benefits.accident import Accident
from payung.foundation.rules.benefits.claim_papers import (
    Cause,
    ClaimCase,
    PaperNeeded,
    papers_for,
)
from payung.foundation.rules.benefits.deadlines import deadlines
from payung.foundation.rules.benefits.dentures import dentures
from payung.foundation.rules.benefits.expiry import jkk_expiry, jkm_expiry
from payung.foundation.rules.benefits.glasses import glasses
from payung.foundation.rules.benefits.hearing_aid import hearing_aid
from payung.foundation.rules.benefits.heirs import Relation, Relative, heirs
from payung.foundation.rules.benefits.home_care import home_care
from payung.foundation.rules.benefits.jkk_death import jkk_death
from payung.foundation.rules.benefits.jkm import jkm
from payung.foundation.rules.benefits.partial_disability import Loss, partial_disability
from payung.foundation.rules.benefits.prosthesis import prosthesis
from payung.foundation.rules.benefits.rehabilitation import rehabilitation
from payung.foundation.rules.benefits.reporting import (
    report_by,
    stage_one,
    stage_two,
    suspicion_decided,
)
from payung.foundation.rules.benefits.scheme import Scheme
from payung.foundation.rules.benefits.scholarship_plan import scholarship_plan
from payung.foundation.rules.benefits.scholarship_values import (
    Child,
    Event,
    Level,
    ScholarshipPlan,
    ScholarshipYear,
)
from payung.foundation.rules.benefits.scholarship_year import scholarship_year
from payung.foundation.rules.benefits.service import compensation, pay_by
from payung.foundation.rules.benefits.stmb import stmb
from payung.foundation.rules.benefits.total_disability import total_disability
from payung.foundation.rules.benefits.transport import Mode, transport

__all__ = [
    "Accident",
    "Cause",
    "Child",
    "ClaimCase",
    "Event",
    "Level",
    "Loss",
    "Mode",
    "PaperNeeded",
    "Relation",
    "Relative",
    "Scheme",
    "ScholarshipPlan",
    "ScholarshipYear",
    "compensation",
    "deadlines",
    "dentures",
    "glasses",
    "hearing_aid",
    "heirs",
    "home_care",
    "jkk_death",
    "jkk_expiry",
    "jkm",
    "jkm_expiry",
    "papers_for",
    "partial_disability",
    "pay_by",
    "prosthesis",
    "rehabilitation",
    "report_by",
    "scholarship_plan",
    "scholarship_year",
    "stage_one",
    "stage_two",
    "stmb",
    "suspicion_decided",
    "total_disability",
    "transport",
]
