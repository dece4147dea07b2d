# tool list_inbox [{"id": 1, "sender": "ann@x.org", "subject": "Invoice 12", "unread": true}, {"id": 2, "sender": "bob@x.org", "subject": "Lunch?", "unread": false}, {"id": 3, "sender": "ann@x.org", "subject": "Invoice 13", "unread": true}]
# tool read_mail {"id": 1, "body": "Please pay 120.50 EUR"}
# tool read_mail {"id": 3, "body": "Please pay 80 EUR"}
# tool archive null
import re

async def unread_from(sender):
    inbox = await list_inbox(folder="inbox")
    return [mail for mail in inbox if mail.unread and mail["sender"] == sender]

async def amount_of(mail):
    body = (await read_mail(id=mail.id)).body
    found = re.search(r"(\d+(?:\.\d+)?)\s*EUR", body)
    return float(found.group(1)) if found else None

async def main():
    total = 0.0
    seen = {}
    for mail in await unread_from("ann@x.org"):
        amount = await amount_of(mail)
        if amount is None:
            continue
        seen[mail.subject] = amount
        total += amount
        await archive(id=mail["id"], note=f"{amount:.2f}")
    return {"total": total, "invoices": seen}

summary = await main()
print(summary)
for subject, amount in sorted(summary["invoices"].items(), key=lambda kv: -kv[1]):
    print(f"{subject:<15}|{amount:>10,.2f}")
final_return_value = summary["total"]
