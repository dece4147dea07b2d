# tool ask_human {"answer": "maybe"}
# tool ask_human {"answer": "YES "}
# tool transfer {"id": "tx1", "state": "pending"}
# tool get_state {"state": "pending"}
# tool get_state {"state": "settled"}
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

class State(Enum):
    DRAFT = auto()
    ASKED = auto()
    SENT = auto()
    DONE = auto()
    FAILED = auto()
    def __str__(self):
        return self.name.lower()

@dataclass
class Payment:
    to: str
    amount: Decimal
    state: State = State.DRAFT
    trail: list[str] = field(default_factory=list)
    id: str | None = None

    def move(self, state, note=""):
        self.trail.append(f"{self.state}->{state}{' ' + note if note else ''}")
        self.state = state

def step(p):
    match p.state:
        case State.DRAFT:
            p.move(State.ASKED)
        case State.ASKED:
            for attempt in range(3):
                reply = ask_human(question=f"Pay {p.amount:.2f} to {p.to}?", attempt=attempt)["answer"].strip().lower()
                if reply in ("yes", "no"):
                    break
            else:
                p.move(State.FAILED, "no clear answer")
                return
            if reply == "no":
                p.move(State.FAILED, "declined")
            else:
                p.id = transfer(to=p.to, amount=str(p.amount)).id
                p.move(State.SENT, p.id)
        case State.SENT:
            while (state := get_state(id=p.id).state) == "pending":
                p.trail.append("waiting")
            p.move(State.DONE if state == "settled" else State.FAILED)

payment = Payment("bob", Decimal("12.5"))
steps = 0
while payment.state not in (State.DONE, State.FAILED):
    step(payment)
    steps += 1
print(payment.state, steps, payment)
print("\n".join(payment.trail))
final_return_value = {"state": str(payment.state), "id": payment.id, "amount": payment.amount}
