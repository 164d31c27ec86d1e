"""Customer tasks, their steps and touchpoints."""
