"""Arithmetic of outreach: clashes, the time for noting arrivals, effects, whom to visit next."""
