"""Measurements of the engine and its peers; no part of the package."""
