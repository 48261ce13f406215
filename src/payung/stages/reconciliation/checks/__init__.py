"""One check of payroll's answer per file, named as the sentence it checks."""
