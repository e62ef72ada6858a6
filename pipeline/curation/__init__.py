"""What keeps the glossary: look-up, hygiene figures, writing entries, impact of an edit, exchange with other tools."""
