# Data goes through compression and back; what is broken is refused.
import zlib, random
lorem=b"Lorem ipsum dolor sit amet"
for l in range(-1,10): print(l, zlib.compress(lorem,l))
for a in ((lorem,-40),(lorem,10)):
    try: zlib.compress(*a)
    except Exception as e: print(type(e), e)
print(zlib.adler32(b"456",-123), zlib.crc32(b"123",-123), zlib.adler32(lorem*1000))
random.seed(1)
for data in (b'', b'a'*9000, bytes(random.randrange(4) for _ in range(3000)), bytes(range(256))*3):
    for l in (0,1,6,9):
        for w in (15,-15,31):
            c=zlib.compress(data,l,w)
            assert zlib.decompress(c,w)==data, (l,w)
c=bytes.fromhex('789c4b4c4a4e494d4bcfc8cccacec9cdcb2f282c2a2e29')
for bad in (c, b'', b'x', b'x\x9c', b'abcdef', zlib.compress(lorem)[:-1], zlib.compress(lorem)[:-1]+b'x', b'x\x9c\x07\0\0'):
    try: print(zlib.decompress(bad))
    except zlib.error as e: print(e)
d=zlib.decompressobj(); z=zlib.compress(lorem*3)+b'rest'
out=b''
for i in range(0,len(z),3): out+=d.decompress(z[i:i+3])
print(out==lorem*50, d.eof, d.unused_data, d.flush())
d=zlib.decompressobj(); print(d.decompress(z,10), d.eof, d.decompress(d.unconsumed_tail,5), len(d.flush()))
c=zlib.compressobj(); a=c.compress(b'hello '); b=c.flush(zlib.Z_SYNC_FLUSH); e=c.compress(b'hello'); f=c.flush()
d=zlib.decompressobj(); print(d.decompress(a+b), d.decompress(e+f))
