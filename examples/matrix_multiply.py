"""Square matrices as lists of lists of floats: product, transpose, power."""
import sys


def make_matrix(size, seed):
    matrix = []
    for i in range(size):
        row = []
        for j in range(size):
            row.append((i * i * 3 + j * 5 + i * j + seed) % 101 / 100.0 - 0.5)
        matrix.append(row)
    return matrix


def transpose(matrix):
    return [[row[j] for row in matrix] for j in range(len(matrix[0]))]


def multiply(left, right):
    """The plain product by three loops."""
    size = len(left)
    columns = len(right[0])
    inner = len(right)
    result = [[0.0] * columns for _ in range(size)]
    for i in range(size):
        left_row = left[i]
        result_row = result[i]
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += left_row[k] * right[k][j]
            result_row[j] = total
    return result


def multiply_by_rows(left, right):
    """The same product, over the columns of the right side."""
    columns = transpose(right)
    result = []
    for row in left:
        line = []
        for column in columns:
            total = 0.0
            for a, b in zip(row, column):
                total += a * b
            line.append(total)
        result.append(line)
    return result


def trace(matrix):
    return sum([matrix[i][i] for i in range(len(matrix))])


def total(matrix):
    return sum([sum(row) for row in matrix])


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 76
    a = make_matrix(size, 1)
    b = make_matrix(size, 4)
    product = multiply(a, b)
    other = multiply_by_rows(a, b)
    print("both ways agree:", product == other)
    back = multiply(transpose(b), transpose(a))
    difference = 0.0
    for row, column in zip(product, transpose(back)):
        for x, y in zip(row, column):
            difference = max(difference, abs(x - y))
    print(f"the transposed product differs by at most {difference:.3f}")
    print(f"trace {trace(product):.6f}, total {total(product):.6f}")
    print(f"corners {product[0][0]:.4f} {product[0][-1]:.4f} {product[-1][0]:.4f} {product[-1][-1]:.4f}")


if __name__ == "__main__":
    main()
