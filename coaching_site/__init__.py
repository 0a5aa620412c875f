"""Private coaching portals: one folder of YAML per client in, one static site out."""

__version__ = "0.1.0"
