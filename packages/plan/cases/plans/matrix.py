m = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*m)], [sum(r) for r in m], [[a * b for a, b in zip(r, (1, 10, 100))] for r in m], max(map(max, m)), sum(map(sum, m)), [x for r in m for x in r][::-1])
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid, any(any(r) for r in grid), [r[:] for r in grid] == grid)
