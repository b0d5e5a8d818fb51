"""Pages of tasks: lists, one task, and the forms on it."""
