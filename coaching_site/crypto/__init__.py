"""Keys: the coach's public key, which portals carry, and the private key with its passphrase."""

__all__ = ["passphrase", "private_key", "public_key"]
