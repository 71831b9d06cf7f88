"""How records are kept: one base for all tables, one journal of every change, one way in to write."""
