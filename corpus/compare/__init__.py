"""Two documents in, what changed between them out: clause by clause, word by word, in substance."""
