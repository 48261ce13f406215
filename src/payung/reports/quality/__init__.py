"""What the secretariat keeps in order: offices, the staff list, people, data requests."""
