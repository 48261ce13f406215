"""What a monev meeting has on the table: one frozen set of figures for paper, slides and sheets."""
