"""Engines that render a sentence in the other language; all speak `protocol.Translator`."""
