"""Keys and envelopes: the public key that portals carry, the private one, what it opens."""

__all__ = ["envelope", "passphrase", "private_key", "public_key"]
