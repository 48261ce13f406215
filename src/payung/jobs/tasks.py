"""Scheduled work. Each task makes one call inward; the domain's own rows hold the truth."""

from datetime import UTC, datetime

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from payung.foundation.outbox.sending import send_waiting
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.process.lapse import lapse_unpaid
from payung.reports import verify

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=60)


class InvariantsBroken(Exception):
    """The nightly check found a broken invariant; the job fails so that it is seen."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="outbox", lock="outbox", retry=AGAIN)
def send_outbox(timestamp: int) -> None:
    """Send what waits in the outbox, every minute."""
    send_waiting(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="30 17 * * *")  # half past midnight in Jakarta
@app.task(queueing_lock="lapse", lock="lapse", retry=AGAIN, pass_context=True)
def lapse(context: JobContext, timestamp: int) -> None:
    """End memberships whose third unpaid month has passed; running it again changes nothing."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    actor = Actor.system(f"job:{context.job.id}")
    lapse_unpaid(month=Month.of(today_in_wib(at)), by=actor, at=at)


@app.periodic(cron="0 18 * * *")  # one in the morning in Jakarta
@app.task(queueing_lock="verify", lock="verify")
def check_invariants(timestamp: int) -> None:  # noqa: ARG001  # every periodic task is told its time
    """Check every invariant of the database."""
    broken = verify.findings(viewer=Viewer.system())
    if broken:
        raise InvariantsBroken(", ".join(sorted({finding.invariant for finding in broken})))
