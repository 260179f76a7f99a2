"""Source files in, `Document` out: structure, identity, validity and place; knows nothing of search."""
