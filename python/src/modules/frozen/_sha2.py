"""What `hashlib` has of this family."""

from hashlib import sha224, sha256, sha384, sha512
