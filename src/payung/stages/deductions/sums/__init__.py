"""What a month costs; by which route it is cut; how a file for it is laid out."""

from payung.stages.deductions.sums.prices import Combination, Price, prices

__all__ = ["Combination", "Price", "prices"]
