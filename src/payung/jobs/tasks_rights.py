"""What a family has a right to and may not know: looked for every day, put on somebody's list."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from payung.jobs.acting import instant
from payung.kernel.people import Actor, Viewer
from payung.process.rights import remind_of_rights
from payung.reports.homes.places import regencies

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=60)


@app.periodic(cron="45 23 * * *")  # a quarter to seven in the morning in Jakarta
@app.task(queueing_lock="rights", lock="rights", retry=AGAIN, pass_context=True)
def remind_of_waiting_rights(context: JobContext, timestamp: int) -> None:
    """Put scholarships, ending rights and deaths without a claim on lists; again: nothing new."""
    at = instant(timestamp)
    actor = Actor.system(f"job:{context.job.id}")
    for place in regencies(viewer=Viewer.system()):
        remind_of_rights(regency_id=place.regency_id, by=actor, at=at)
