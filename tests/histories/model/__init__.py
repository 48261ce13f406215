"""What must happen, as a fold in plain Python: nothing here knows how Payung does it."""
