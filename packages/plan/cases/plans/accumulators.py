import collections
words = "a b a c b a".split()
counts = {}
for w in words: counts[w] = counts.get(w, 0) + 1
c = collections.Counter(words)
print(counts, c == counts, c.most_common(1), dict(c), sum(c.values()))
groups = collections.defaultdict(list)
for w in words: groups[len(w)].append(w)
print(dict(groups), groups[9], len(groups))
running, total = [], 0
for v in [1, 2, 3]:
    total += v
    running.append(total)
final_return_value = running
