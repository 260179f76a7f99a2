"""Source files in, `Document` out: structure, identity, validity, place; knows no search."""
