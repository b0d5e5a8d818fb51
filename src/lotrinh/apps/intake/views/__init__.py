"""Pages of the reading desk: uploading, deciding proposals, confirming."""
