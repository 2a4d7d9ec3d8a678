"""What `clean` knows: one family of rules a file, and the one visible list of their order."""
