"""The register of enclosures: the tree of houses, dens and yards, and who stays where."""
