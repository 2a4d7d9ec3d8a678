"""Changes, dates, figures and findings as a person or a program reads them."""
