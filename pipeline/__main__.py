"""`python -m pipeline` is `bilingual`."""

from pipeline.cli import main

main()
