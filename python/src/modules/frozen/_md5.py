"""What `hashlib` has of this family."""

from hashlib import md5
