"""The embedded demonstration territory: fictional, and made by ``make_sample``."""
