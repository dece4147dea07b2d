# tool get_rate {"rate": 1.1}
# tool get_rate {"rate": 0.85}
# tool book {"ok": true, "ref": "R1"}
# tool book {"ok": false, "ref": null}
from dataclasses import dataclass, field, asdict
from typing import Optional

@dataclass
class Trip:
    city: str
    nights: int
    per_night: float
    currency: str = "EUR"
    refs: list[str] = field(default_factory=list)
    rate: Optional[float] = None

    def __post_init__(self):
        if self.nights <= 0:
            raise ValueError(f"nights must be positive, got {self.nights}")

    @property
    def cost(self):
        if self.rate is None:
            self.rate = get_rate(source=self.currency, target="USD").rate
        return round(self.nights * self.per_night * self.rate, 2)

    def book(self):
        answer = book(city=self.city, price=self.cost)
        if answer.ok:
            self.refs.append(answer.ref)
        return answer["ok"]

trips = [Trip("Rome", 2, 100.0), Trip("Pisa", 1, 80.5, "GBP")]
for trip in trips:
    print(trip.city, trip.cost, trip.book(), trip)
try:
    Trip("Bari", 0, 1)
except ValueError as error:
    print(error)
print(sum(t.cost for t in trips))
final_return_value = [asdict(t) for t in trips]
