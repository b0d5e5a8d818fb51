"""What tests are told about: a province with its offices, and readings made by hand."""
