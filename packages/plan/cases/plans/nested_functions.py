# tool price 10
# tool price 20
# tool price 5
def best_offer(names):
    offers = []
    def consider(name):
        offers.append((price(item=name), name))
    for n in names: consider(n)
    return min(offers)
final_return_value = best_offer(["a", "b", "c"])
