"""What a month costs: the rows of the law, who pays by them, and for whom the next one differs."""
