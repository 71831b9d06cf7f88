"""Breeding: estrus, hormones, litters and cubs."""
