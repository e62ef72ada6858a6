"""Benchmarks behind `bilingual bench`: figures anyone can print again."""
