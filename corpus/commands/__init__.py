"""The longer commands of `zhice corpus`, a module each."""
