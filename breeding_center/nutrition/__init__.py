"""Nutrition: foods, what was offered and left, feces, body condition."""
