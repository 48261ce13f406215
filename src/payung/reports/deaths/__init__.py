"""Nobody's right is forgotten: where families may not know of it, and which rights wait."""
