"""A question in, an `Answer` out, every sentence with checked citations."""
