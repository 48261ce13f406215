"""The payroll treasurer's month: list, result, differences, slips, match, minutes (S41 to S47)."""
