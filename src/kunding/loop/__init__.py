"""The table of stages: what is owed and which action pays it."""
