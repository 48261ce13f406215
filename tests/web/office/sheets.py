"""What the tests of office have in common."""

from payung.stages.intake.models import ReceivedFile

PAGE = "/kantor/unggah/"


def registrations():
    return ReceivedFile.objects.filter(report__has_key="step")
