"""What the templates are given: small values made from the book, all words escaped."""
