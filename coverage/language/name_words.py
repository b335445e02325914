"""Words by which names of people are told from those of places, companies and days."""

from __future__ import annotations

PLACE = frozenset(
    "new north south east west northern southern eastern western central upper lower old great"
    " united saint st san santa los las el mount fort lake port cape capitol social civil"
    " supreme national federal american republican democratic wall fox good"
    " black human public foreign".split()
)
"""First words of names of places and institutions, not of people. Our own list."""
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february november december"
    " september october".split()
)
"""Days, and months that are no names of people."""
COMPANY = frozenset(
    "international systems dynamics signal industries technologies motors airlines group holdings"
    " partners labs media energy records pictures studios pharmaceuticals ltd limited corporation"
    " campaign club network council society trust initiative action watch garden square"
    " tower".split()
)
"""Last words of names of companies, societies and places, not of people. Our own list."""
SURNAMES = frozenset("king pope bishop judge prime star speaker singer justice".split())
"""Nouns for people that are surnames too."""
