"""Where sentences end, which language each stretch is in, and whether a foreign stretch belongs there."""
