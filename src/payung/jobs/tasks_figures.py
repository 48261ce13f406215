"""Keeps the figures at most a minute behind the books."""

from datetime import UTC, datetime

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.stages.monitoring.operations import take
from payung.stages.monitoring.queries import is_behind

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=60)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="figures", lock="figures", retry=AGAIN, pass_context=True)
def take_figures(context: JobContext, timestamp: int) -> None:
    """Take the figures of what changed; where nothing did, nothing is written."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    if is_behind(viewer=Viewer.system(), current=Month.of(today_in_wib(at))):
        take(by=Actor.system(f"job:{context.job.id}"), at=at)
