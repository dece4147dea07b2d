# tool get_balance {"iban": "DE1", "balance": 500.0}
# tool get_transactions [{"to": "GB1", "amount": 100}, {"to": "GB2", "amount": 250.5}, {"to": "GB1", "amount": 20}]
# tool send_money {"status": "done"}
# tool send_money {"error!": "insufficient funds"}
balance = get_balance()["balance"]
history = get_transactions(n=10)
by = {}
for t in history:
    by[t["to"]] = by.get(t["to"], 0) + t["amount"]
print(by, max(by, key=by.get))
results = []
for iban, amount in [("GB1", 50), ("GB2", 600)]:
    try:
        results.append(send_money(recipient=iban, amount=amount).status)
    except RuntimeError as e:
        results.append(f"failed: {e}")
        break
    finally:
        print("tried", iban)
else:
    print("all sent")
final_return_value = {"results": results, "left": balance - 50}
