"""Turn a folder of source texts into a printable commemorative booklet.

read       the files, byte for byte, with their encoding and its evidence
clean      them by rules that log every change, so that each can be undone
attribute  title, issuer, notes and paragraphs; date and order the texts
count      what each text claims, compare the claims, chronicle the dated days
compose    the parts as HTML and typeset them to pages, then impose the sheets
preflight  the finished files, and report what a person should look at
"""

__version__ = "0.1.0"
