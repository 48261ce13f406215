"""Freezing the month's lists, and keeping how a regency's payroll is run."""

from payung.stages.deductions.operations.locking import Locked, lock

__all__ = ["Locked", "lock"]
