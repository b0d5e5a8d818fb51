"""What needs another program or another process: old Word files, and reading within limits."""
