"""A copy of a site in one file: made from one moment of the database, read back piece by piece, compared to the last bit."""
