"""What a treasurer's month shows beside the stages' own questions. No worker is in any of it."""
