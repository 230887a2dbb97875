"""What `hashlib` has of this family."""

from hashlib import blake2b, blake2s
