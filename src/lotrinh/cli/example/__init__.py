"""Playing the example province's story through the system's own actions."""
