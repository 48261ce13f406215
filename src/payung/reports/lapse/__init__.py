"""Who will lose cover, when and why: told long before, to everybody who can prevent it."""
