"""Figures on labelled data against floors that only rise."""
