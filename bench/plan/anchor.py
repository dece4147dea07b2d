emails = search_emails(query="invoice", limit=20)
totals = {}
for email in emails:
    sender = email["from"].lower()
    if not email["read"]:
        totals[sender] = totals.get(sender, 0) + email["amount"]
ranked = sorted(totals.items(), key=lambda item: item[1], reverse=True)
top = [name for name, amount in ranked if amount > 100][:3]
def initials(name):
    parts = name.split("@")[0].split(".")
    return "".join([part[0].upper() for part in parts if part])
contacts = []
for name in top:
    contact = get_contact(email=name)
    contacts.append({"name": contact["name"], "initials": initials(name), "vip": "vip" in contact["tags"]})
events = list_events(day="2024-05-01")
busy = [event["start"] for event in events if event["minutes"] >= 30]
slot = None
for hour in range(9, 17):
    start = f"{hour:02d}:00"
    if start not in busy:
        slot = start
        break
if slot is None:
    slot = "17:00"
subject = f"Invoices of {len(contacts)} senders"
lines = []
for index, contact in enumerate(contacts):
    mark = "*" if contact["vip"] else "-"
    lines.append(f"{index + 1}. {mark} {contact['name']} ({contact['initials']}): {totals[top[index]]:.2f}")
body = "\n".join(lines)
try:
    meeting = create_event(title=subject, start=slot, minutes=30)
    place = meeting["room"]
except Exception as error:
    place = "failed: " + str(error)
sent = send_email(to=top, subject=subject, body=body + "\nRoom: " + place)
summary = {"count": len(contacts), "total": sum(totals.values()), "slot": slot}
final_return_value = {"sent": sent["id"], "summary": summary, "text": body}
