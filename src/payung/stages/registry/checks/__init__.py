"""What the rows of a staff list must hold; findings only, nothing is put right here."""
