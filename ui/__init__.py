"""The dock: it collects parameters and runs the algorithms, and computes nothing itself."""
