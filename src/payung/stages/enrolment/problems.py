"""What can go wrong with a registration, a decision on it, or the branch's answer."""

from collections.abc import Sequence

from payung.kernel.findings import Finding


class RegistrationRefused(Exception):
    """One registration was not taken; `findings` say why, all at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class NotTheSponsorsOffice(Exception):
    """Only the office the sponsor belongs to may take over a held registration."""


class ConsentTooHigh(Exception):
    """A ceiling above what a deduction may ever be; the amount was probably mistyped."""


class UnknownSponsor(Exception):
    """No civil servant of this regency is on the staff list under that id."""


class AlreadyTheSponsor(Exception):
    """A worker cannot be handed over to the sponsor who has them."""


class NotOffered(Exception):
    """The worker is not looking for a sponsor, or not in this office. Does not say which."""


class SponsorFull(Exception):
    """The sponsor has as many workers as one person may protect."""


class WorkerHasDied(Exception):
    """A sponsorship of a worker who died is not handed on."""


class NoOneToKeepFor(Exception):
    """A draft or an entry left with the officer belongs to a person; the actor is none."""


class NotChangeable(Exception):
    """This can no longer be changed by the sponsor alone; the officer is asked instead."""


class NothingChanged(Exception):
    """The correction says what is on record already."""
