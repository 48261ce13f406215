"""Who will lose cover, on screens: the list of an office, offers to colleagues, consent again."""
