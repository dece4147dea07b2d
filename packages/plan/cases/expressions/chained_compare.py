x = 5
print(1 < x < 10, 1 < x < 3, 10 > x >= 5 > 4, 1 == 1.0 == True, x == 5 != 6, 1 < 2 > 1 < 3, "a" <= "b" < "c", 0 <= x % 2 < 2, [] == [] != [1], x in [5] == True, None is None is not 1, 3 > 2 in [2])
