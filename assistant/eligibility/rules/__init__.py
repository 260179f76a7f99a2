"""The language programmes state their rules in: text -> checked nodes -> a value for a company."""
