"""What a civil servant does: signs a worker up, follows what happens, corrects, stops."""
