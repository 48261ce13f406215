"""Commands that make one call inward and print the answer."""
