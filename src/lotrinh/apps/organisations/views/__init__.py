"""Pages of organisations: the register, one body, and the forms on it."""
