# tool search_hotels [{"name": "A", "price": 120, "rating": 4.5}, {"name": "B", "price": 90, "rating": 3.9}, {"name": "C", "price": 110, "rating": 4.7}]
# tool get_reviews ["great", "clean"]
# tool get_reviews ["noisy"]
# tool get_reviews ["superb", "quiet", "great"]
# tool book {"code": "XYZ"}
from dataclasses import dataclass, field
@dataclass
class Hotel:
    name: str
    price: float
    rating: float
    reviews: list[str] = field(default_factory=list)
    @property
    def score(self):
        return round(self.rating * 10 - self.price / 10 + len(self.reviews), 2)
hotels = [Hotel(**h) for h in search_hotels(city="Paris")]
for h in hotels:
    h.reviews = get_reviews(hotel=h.name)
best = max((h for h in hotels if h.price <= 115), key=lambda h: h.score)
print(best, best.score, [h.score for h in hotels])
final_return_value = f"{best.name}:{book(hotel=best.name, nights=2).code}"
