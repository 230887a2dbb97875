import hashlib
import hmac

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"):
    made = hashlib.new(name)
    made.update(b"The quick brown fox ")
    copy = made.copy()
    made.update(bytearray(b"jumps over the lazy dog"))
    print(name, made.digest_size, made.block_size, made.name, made.hexdigest(), copy.hexdigest()[:8], getattr(hashlib, name)(b"abc").hexdigest()[:16])
print(hashlib.shake_128(b"abc").hexdigest(10), hashlib.shake_256(b"").digest(4), hashlib.blake2b(b"x", digest_size=5).hexdigest(), hashlib.sha256().digest() == hashlib.sha256(b"").digest())
print(hmac.new(b"key", b"The quick brown fox jumps over the lazy dog", "sha256").hexdigest(), hmac.digest(b"k" * 200, b"m", "md5").hex(), hmac.compare_digest("a", "a"))
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 3, 30).hex())
for call in (lambda: hashlib.sha256("text"), lambda: hashlib.sha256(1), lambda: hmac.new(b"x")):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    hashlib.new("nothing")
except ValueError as error:
    print("ValueError")
data = b"x" * 1000
one = hashlib.sha512()
for place in range(0, 1000, 37):
    one.update(data[place : place + 37])
print(one.hexdigest() == hashlib.sha512(data).hexdigest())
