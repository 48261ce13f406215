"""Korpri's pages about figures; outreach's are in `payung.web.outreach`."""
