"""What can go wrong with a claim, by name, in words for people."""

from typing import ClassVar

from payung.kernel.findings import Finding


class ClaimRefused(Exception):
    """A change was refused and nothing was done; `finding` says why."""

    code: ClassVar[str] = "claims.refused"

    def __init__(self, **values: str) -> None:
        self.finding = Finding.reject(self.code, **values)
        super().__init__(self.code, values)

    def message(self, lang: str = "id") -> str:
        return self.finding.message(lang)


class ClaimUnknown(ClaimRefused):
    """There is no such claim, or it is not this person's. Does not say which."""

    code = "claims.unknown"


class AnotherOffice(ClaimRefused):
    """Another office looks after the worker now."""

    code = "claims.another_office"


class WithAnotherOffice(ClaimRefused):
    """The same event is on record, and another office walks with the family."""

    code = "claims.with_another_office"


class ReasonMissing(ClaimRefused):
    """Facts of illness and family are opened, and claims are ended, for a reason only."""

    code = "claims.reason_missing"


class EventInFuture(ClaimRefused):
    """What is reported has not happened yet."""

    code = "claims.event_in_future"


class EventBeforeBirth(ClaimRefused):
    """What is reported happened before the worker was born."""

    code = "claims.event_before_birth"


class DiedBeforeAccident(ClaimRefused):
    """The death lies before the accident it is said to follow from."""

    code = "claims.died_before_accident"


class DiedOnOtherDay(ClaimRefused):
    """A death on another day is on record already."""

    code = "claims.died_on_other_day"


class AccidentAfterDeath(ClaimRefused):
    """The accident is said to have happened after the day of death on record."""

    code = "claims.accident_after_death"


class NoAccident(ClaimRefused):
    """The claim is not about a work accident."""

    code = "claims.no_accident"


class NotADeath(ClaimRefused):
    """The claim is not about a death."""

    code = "claims.not_a_death"


class FileClosed(ClaimRefused):
    """The file is at the branch, or over: nothing in it changes now."""

    code = "claims.file_closed"


class PapersMissing(ClaimRefused):
    """A file is handed over complete; `count` papers are not there."""

    code = "claims.papers_missing"


class NoHeir(ClaimRefused):
    """Nobody is named who receives the money."""

    code = "claims.no_heir"


class HeirUnknown(ClaimRefused):
    """There is no such heir in this claim, or it was taken off."""

    code = "claims.heir_unknown"


class HeirDatesWrong(ClaimRefused):
    """The heir's birth date cannot be."""

    code = "claims.heir_dates"


class NameMissing(ClaimRefused):
    """An heir or child has a name."""

    code = "claims.name_missing"


class PaperUnknown(ClaimRefused):
    """This case asks for no such paper."""

    code = "claims.paper_unknown"


class TooManyFiles(ClaimRefused):
    """A claim holds as many pictures as any case needs."""

    code = "claims.too_many_files"


class DayWrong(ClaimRefused):
    """The day lies ahead, or before the step it must follow."""

    code = "claims.day_wrong"


class LineUnknown(ClaimRefused):
    """No computed part has this key, or it stands there twice."""

    code = "claims.line_unknown"


class AmountWrong(ClaimRefused):
    """An amount is whole rupiah, not below zero and not beyond what any claim pays."""

    code = "claims.amount_wrong"


class NothingDecided(ClaimRefused):
    """A decision in favour has an amount; without one the claim is refused with its reason."""

    code = "claims.nothing_decided"


class WhyMissing(ClaimRefused):
    """The branch's amount differs from the computed one, and nobody said why."""

    code = "claims.why_missing"


class PaidAlready(ClaimRefused):
    """Something of the decision was paid, so it stays as it is."""

    code = "claims.paid_already"


class NoDecision(ClaimRefused):
    """Nothing is paid before it was decided."""

    code = "claims.no_decision"


class MoreThanDecided(ClaimRefused):
    """The parts of the heirs are more than the decision."""

    code = "claims.more_than_decided"


class ChildUnknown(ClaimRefused):
    """There is no such child in a claim this person may write to."""

    code = "claims.child_unknown"


class NoScholarship(ClaimRefused):
    """The rules give no scholarship for this year; `why` says it."""

    code = "claims.no_scholarship"


class YearAsked(ClaimRefused):
    """This school year of this child was asked for before."""

    code = "claims.year_asked"


class HandedOver(ClaimRefused):
    """What is at the branch, or decided, is not taken back as if it never was."""

    code = "claims.handed_over_already"


class AlreadyTold(ClaimRefused):
    """This stage was told to BPJS before."""

    code = "claims.stage_told"


class NotAllowed(ClaimRefused):
    """The duty of this person does not include this step."""

    code = "claims.not_yours"


class MatchUnknown(ClaimRefused):
    """There is no such row of a death list, or it is not this person's to decide."""

    code = "deaths.unknown"


class ReasonNeeded(Exception):
    """This person has not said lately why they open what is known of the family."""

    def __init__(self, claim_id: int) -> None:
        super().__init__(str(claim_id))
        self.claim_id = claim_id
