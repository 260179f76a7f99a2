"""The commands `zhice layout …`."""
