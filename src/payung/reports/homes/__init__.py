"""The first page of each role: one question each, in a counted number of statements."""
