"""Checks of one registration or one file: one check per file, named as the sentence it checks."""
