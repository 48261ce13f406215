"""Plain values of a claim, and the arithmetic on them."""
