"""Reading large uploads while their page shows the progress."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from payung.jobs.acting import now
from payung.kernel.people import Actor
from payung.stages.enrolment.files.uploads import read_waiting

AGAIN = RetryStrategy(max_attempts=3, wait=10)


@app.task(name="read_upload", retry=AGAIN, pass_context=True)
def read_upload(context: JobContext, file_id: int) -> None:
    """Read one upload; what refuses it as a whole is kept with it, so that its page can say so."""
    actor = Actor.system(f"job:{context.job.id}")
    read_waiting(file_id=file_id, by=actor, at=now())
