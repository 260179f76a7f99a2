"""The longer commands of `zhice eval`, a module each."""
