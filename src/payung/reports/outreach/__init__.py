"""What outreach brings: effects of events, whom to visit next, what Korpri sees of it."""
