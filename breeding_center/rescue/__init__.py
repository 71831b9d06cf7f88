"""Field rescue: reports, cases, and what was done about them."""
