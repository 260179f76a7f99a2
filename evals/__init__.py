"""An index or an assistant in, figures out that can be compared."""
