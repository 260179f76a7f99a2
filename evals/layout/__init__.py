"""How well the patent layout brings applicants together and understands technology."""
