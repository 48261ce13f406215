"""What a sponsor asks about their workers: one worker, stopping, the deductions of a year."""
