"""Scheduled work. Each task makes one call inward; the domain's own rows hold the truth."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

import payung.jobs.tasks_figures  # its tasks are known to the worker through here
import payung.jobs.tasks_rights  # and these
import payung.jobs.tasks_uploads  # and these
import payung.jobs.tasks_warnings  # noqa: F401  # and these
from payung.foundation.access.forgetting import (
    forget_ended_visits,
    forget_old_forms,
    forget_tries,
)
from payung.foundation.outbox.sending import forget_done, send_waiting
from payung.jobs.acting import instant
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.process.lapse import lapse_unpaid
from payung.process.relocation import finish_due_relocations
from payung.process.reminders import prepare_due
from payung.reports import verify
from payung.reports.homes.places import regencies
from payung.stages.enrolment.operations.drafts import forget_old_drafts
from payung.stages.enrolment.operations.opening import forget_old_openings

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=60)


class InvariantsBroken(Exception):
    """The nightly check found a broken invariant; the job fails so that it is seen."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="outbox", lock="outbox", retry=AGAIN)
def send_outbox(timestamp: int) -> None:
    """Send what waits in the outbox, every minute."""
    send_waiting(at=instant(timestamp))


@app.periodic(cron="30 17 * * *")  # half past midnight in Jakarta
@app.task(queueing_lock="lapse", lock="lapse", retry=AGAIN, pass_context=True)
def lapse(context: JobContext, timestamp: int) -> None:
    """End memberships whose third unpaid month has passed; running it again changes nothing."""
    at = instant(timestamp)
    actor = Actor.system(f"job:{context.job.id}")
    lapse_unpaid(month=Month.of(today_in_wib(at)), by=actor, at=at)


@app.periodic(cron="30 23 * * *")  # half past six in the morning in Jakarta
@app.task(queueing_lock="reminders", lock="reminders", retry=AGAIN, pass_context=True)
def prepare_reminders(context: JobContext, timestamp: int) -> None:
    """Prepare the day's texts in every regency; running it again prepares nothing."""
    at = instant(timestamp)
    actor = Actor.system(f"job:{context.job.id}")
    for place in regencies(viewer=Viewer.system()):
        prepare_due(regency_id=place.regency_id, by=actor, at=at)


@app.periodic(cron="15 17 * * *")  # a quarter past midnight in Jakarta
@app.task(queueing_lock="relocations", lock="relocations", retry=AGAIN, pass_context=True)
def finish_relocations(context: JobContext, timestamp: int) -> None:
    """Carry out the agreed moves whose month has come; running it again finds none."""
    at = instant(timestamp)
    finish_due_relocations(by=Actor.system(f"job:{context.job.id}"), at=at)


@app.periodic(cron="15 * * * *")
@app.task(queueing_lock="forget", lock="forget", retry=AGAIN, pass_context=True)
def forget(context: JobContext, timestamp: int) -> None:
    """
    Delete what is kept only for a while: drafts, who had what open, keys of old forms, sessions
    that ended, counts of failed tries, mail that was sent. Codes stay: whose they were is asked.
    """
    at = instant(timestamp)
    actor = Actor.system(f"job:{context.job.id}")
    forget_old_drafts(by=actor, at=at)
    forget_old_openings(by=actor, at=at)
    forget_old_forms(at=at)
    forget_ended_visits(at=at)
    forget_tries(at=at)
    forget_done(at=at)


@app.periodic(cron="0 18 * * *")  # one in the morning in Jakarta
@app.task(queueing_lock="verify", lock="verify")
def check_invariants(timestamp: int) -> None:  # noqa: ARG001  # every periodic task is told its time
    """Check every invariant of the database."""
    broken = verify.findings(viewer=Viewer.system())
    if broken:
        raise InvariantsBroken(", ".join(sorted({finding.invariant for finding in broken})))
