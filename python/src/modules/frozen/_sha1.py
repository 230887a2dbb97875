"""What `hashlib` has of this family."""

from hashlib import sha1
