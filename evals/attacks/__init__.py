"""Attacks on the assistant, and whether it holds: questions, histories and files in, faults out."""
