"""What Vietnamese officialdom calls things: one table in `data/` and one loader module per notion, loaded lazily."""
