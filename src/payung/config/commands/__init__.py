"""Commands that start servers or make databases."""
