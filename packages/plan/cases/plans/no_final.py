x = 5
print("done")
