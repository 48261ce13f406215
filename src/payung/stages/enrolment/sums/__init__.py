"""Plain values and arithmetic of registrations."""
