"""The chapters of a periodic report; each takes the input and returns sections of the tree."""
