"""One check of the branch's lists per file, named as the sentence it checks."""
