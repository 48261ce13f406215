"""What people must hear in time: who will lose cover, and what a coming month will cost."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from payung.jobs.acting import instant
from payung.kernel.people import Actor, Viewer
from payung.process.lapse_warnings import warn_of_lapses
from payung.process.tariff_notices import announce_tariffs
from payung.reports.homes.places import regencies

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=60)


@app.periodic(cron="15 23 * * *")  # a quarter past six in the morning in Jakarta
@app.task(queueing_lock="lapse_warnings", lock="lapse_warnings", retry=AGAIN, pass_context=True)
def warn_of_coming_lapses(context: JobContext, timestamp: int) -> None:
    """Tell whoever can prevent it of each coming lapse; running it again tells nobody."""
    at = instant(timestamp)
    actor = Actor.system(f"job:{context.job.id}")
    for place in regencies(viewer=Viewer.system()):
        warn_of_lapses(regency_id=place.regency_id, by=actor, at=at)


@app.periodic(cron="0 0 * * *")  # seven in the morning in Jakarta
@app.task(queueing_lock="tariff_notices", lock="tariff_notices", retry=AGAIN, pass_context=True)
def announce_coming_tariffs(context: JobContext, timestamp: int) -> None:
    """Send the notices of a tariff whose day has come; running it again sends none."""
    at = instant(timestamp)
    actor = Actor.system(f"job:{context.job.id}")
    for place in regencies(viewer=Viewer.system()):
        announce_tariffs(regency_id=place.regency_id, by=actor, at=at)
