"""Programmes as reviewed rules, companies as profiles: assessed clause by clause, never guessed."""
