"""Corpus, phrasebook and glossary -> the packed folder: the only part of training that needs the package itself."""
