"""Checks of the death lists that villages and the civil registry send."""
