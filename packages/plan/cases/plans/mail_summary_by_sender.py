# tool search_emails [{"id": 1, "sender": "a@x.com", "subject": "Invoice 12", "body": "Total: $120.50"}, {"id": 2, "sender": "b@y.com", "subject": "Hi", "body": "lunch?"}, {"id": 3, "sender": "a@x.com", "subject": "Invoice 13", "body": "Total: $79.50"}]
# tool send_email {"ok": true}
import re
from collections import defaultdict
mails = search_emails(query="invoice", limit=10)
totals = defaultdict(float)
for mail in mails:
    m = re.search(r"\$([\d.]+)", mail.body)
    if m is None:
        print("no amount in", mail["subject"])
        continue
    totals[mail.sender] += float(m.group(1))
lines = [f"{who}: {amount:.2f}" for who, amount in sorted(totals.items())]
reply = send_email(to=list(totals), subject="Totals", body="\n".join(lines))
final_return_value = {"sent": reply.ok, "totals": dict(totals)}
