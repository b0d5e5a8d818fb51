"""Many who work at once, in a process of their own over an installation of their own, on SQLite or PostgreSQL."""
