"""`Document` in, ranked `Passage` out: keyword and vector index; knows nothing of answers."""
