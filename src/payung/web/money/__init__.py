"""Money on its way: held, given back, differing between slip and receipt; and who stopped."""
