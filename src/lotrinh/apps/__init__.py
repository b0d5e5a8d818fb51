"""The product's rooms, one Django app each; who may enter which is kept by import-linter."""
