"""Sentences, their vectors and their voices."""
