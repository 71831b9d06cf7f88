"""The shared mechanism of all daily work: protocols, plans, tasks, handovers."""
