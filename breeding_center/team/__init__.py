"""The register of staff: who works here as what, on which shift, and whose animal it is."""
