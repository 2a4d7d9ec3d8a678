"""What depends on a language: one folder of data a language, and the functions that load it."""
