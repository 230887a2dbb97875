# Numbers by the formats that they have most of the time, against all others: each text is made in two ways.

values = [0, 1, -1, 7, -42, 99, 100, -100, 12345, -67890, 10**9, -(10**9), 2**29, -(2**29), 2**30, 2**61, -(2**62), 2**62, 10**30, True, False]
widths = [1, 2, 3, 5, 9, 10, 11, 19, 20, 30, 38, 39, 40, 41, 99]
checksum = 0
count = 0
for value in values:
    for width in widths:
        plain = str(int(value))
        padding = ' ' * (width - len(plain))
        zeros = '0' * (width - len(plain))
        sign = '-' * plain.startswith('-')
        assert f'{value:{width}d}' == f'{value:{width}}' == f'{value:>{width}}' == padding + plain or isinstance(value, bool), (value, width)
        assert f'{value:<{width}d}' == f'{value:<{width}}' == plain + padding or isinstance(value, bool), (value, width)
        assert f'{value:0{width}d}' == sign + zeros + plain[len(sign):], (value, width)
        for text in (f'{value:+{width}d}', f'{value:^{width}}', f'{value:*<{width}}', f'{value:{width}x}', f'{value:{width},}', f'{value:00{width}}'):
            assert len(text) >= min(width, len(text))
            checksum = (checksum * 31 + sum(map(ord, text))) % 1000003
        count += 1
print(count, checksum)
for value in (5, -5, 123456):
    print(f'[{value:4}] [{value:04}] [{value:<4}] [{value:>4d}] [{value:1}] [{value:d}] [{value:02d}] [{value:040}]')

floats = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 2.675, 1.005, 0.05, 9.995, 999.9999, 1e-9, 5e-10, 123456789.987654321, 1e15, 1e22, 1e300, 5e-324,
          float('inf'), float('-inf'), float('nan')]
for value in floats:
    print(repr(value), f'{value:.0f} {value:.1f} {value:.2f} {value:.6f} {value:.9f}'[:90], f'{value:.10f}'[:40])
    for places in range(12):
        assert f'{value:.{places}f}' == '%.*f' % (places, value) == format(value, f'.{places}f') == f'{value:<.{places}f}'
    print(*[round(value, places) for places in (0, 1, 2, 3, 9)])

total = 0
for i in range(3000):
    x = i * 0.37 - 500
    total += len(f'{x:.2f}') + len('%.3f' % x) + len(f'{i:5d}') + len(f'{i - 1000:06}') + (round(x, 1) > x)
print(total)
print('%8.3f|%-8.2f|%+.1f|%08.2f|% .2f|%#.0f|%.0f' % (3.14159, 2.5, 1.25, -3.14159, 2.0, 3.0, 2.5))


class Number(float):
    def __format__(self, spec):
        return 'own ' + spec


class Whole(int):
    def __format__(self, spec):
        return 'own ' + spec


for value in (1.5, Number(1.5), 3, Whole(3), True, 2**70, 'text', None):
    for spec in ('.2f', '5d', '05', '<4'):
        try:
            print(f'{value:{spec}}', end='|')
        except (TypeError, ValueError) as error:
            print(error, end='|')
    print()
