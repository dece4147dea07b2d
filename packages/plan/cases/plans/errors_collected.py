# tool charge {"status": "ok", "id": "c1"}
# tool charge {"error!": "card declined"}
# tool charge {"status": "ok", "id": "c3"}
# tool charge {"error!": "network down"}
# tool notify null

class PaymentError(Exception):
    def __init__(self, customer, reason):
        super().__init__(f"{customer}: {reason}")
        self.customer = customer
        self.reason = reason

def pay(customer, cents):
    try:
        result = charge(customer=customer, cents=cents)
    except Exception as error:
        raise PaymentError(customer, str(error)) from error
    return result.id

done, failed = {}, []
for customer, euros in [("ann", 10), ("bob", 25.5), ("cay", 3), ("dan", 99)]:
    try:
        done[customer] = pay(customer, round(euros * 100))
    except PaymentError as error:
        failed.append((error.customer, error.reason))
        print(repr(error), "|", type(error.args), error.args)
    else:
        print("paid", customer, done[customer])
    finally:
        print("next")

if failed:
    notify(text="; ".join(f"{who} ({why})" for who, why in failed), count=len(failed))
final_return_value = {"done": done, "failed": failed}
