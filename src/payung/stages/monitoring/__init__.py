"""How the programme does: figures as known on each day, targets, and what others published."""
