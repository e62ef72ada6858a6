"""The commands of `bilingual`, a file each; `cli` puts them together."""
