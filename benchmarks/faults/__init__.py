"""A corpus of mistakes made on purpose in the sample data, and who finds them."""
