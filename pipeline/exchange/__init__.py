"""The glossary in the formats of other tools: CSV, JSON, TBX (ISO 30042) and TMX."""
