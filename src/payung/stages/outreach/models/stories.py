"""Stories that people allowed us to tell, with their consent on file."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import of_regency
from payung.stages.outreach import states

_GONE = states.StoryState.TAKEN_BACK


class Story(Table):
    """
    A few sentences under a first name. Taken back, its words and names are gone the same moment.

    `take_back` finds it by the code that its owner was given, so that nobody need be asked.
    """

    life = Life.EDITABLE
    personal_data = ("first_name", "words", "consent_name")
    wall = of_regency()
    moves = states.STORY_MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey("registry.Regency", on_delete=models.PROTECT, related_name="+")
    teller = models.CharField(max_length=10)
    """Whose story it is: a sponsor's, a worker's, a family's."""
    first_name = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=600, blank=True)
    consent_name = models.BinaryField()
    """Who signed the consent, sealed; nothing in it once taken back."""
    consent_on = models.DateField()
    consent_kept = models.CharField(max_length=100)
    """Where the signed paper lies."""
    key = models.BinaryField(unique=True)
    """A keyed hash of the code with which its owner takes it back."""
    state = models.CharField(max_length=12, choices=states.StoryState.choices)
    told_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=_GONE, first_name="", words="", taken_back_at__isnull=False)
                | (~Q(state=_GONE) & ~Q(first_name="") & ~Q(words="") & ~Q(consent_kept="")),
                name="outreach_story_gone_is_empty",
            )
        ]
