"""Watching `martlet run` for a long time; see benchmarks/soak."""
