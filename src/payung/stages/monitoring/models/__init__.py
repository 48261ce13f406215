"""Snapshots of figures, targets, figures that others published, and the meetings about them."""

from payung.stages.monitoring.models.figures import Cell, OfficeMonth, Taking
from payung.stages.monitoring.models.meetings import (
    ActionItem,
    AgendaPoint,
    Decision,
    Meeting,
    MeetingOffice,
    PackFreeze,
)
from payung.stages.monitoring.models.others import StatedFigure, Target

__all__ = [
    "ActionItem",
    "AgendaPoint",
    "Cell",
    "Decision",
    "Meeting",
    "MeetingOffice",
    "OfficeMonth",
    "PackFreeze",
    "StatedFigure",
    "Taking",
    "Target",
]
