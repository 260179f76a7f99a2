"""Patent lists -> records, scopes, nearest art and figures; statements cite patents by number."""
