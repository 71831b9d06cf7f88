"""Looking after the database as a whole: its schema, its backups, its health.

Nothing here knows a room: it works on whatever tables the rooms have. What changes a database leaves it either as it
was or whole, wherever the power goes: a schema change is one transaction, a copy is made beside and renamed.
"""
