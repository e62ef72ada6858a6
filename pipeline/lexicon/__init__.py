"""The glossary: loaded, validated, compiled."""
