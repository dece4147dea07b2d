# tool get_unread {"mails": [{"id": 1, "sender": "boss@corp.com", "subject": "URGENT: report", "body": "Send by 5pm"}, {"id": 2, "sender": "spam@x.net", "subject": "Win!", "body": "click"}]}
# tool move {"ok": true}
# tool reply {"id": 77}
inbox = get_unread()
urgent = [m for m in inbox["mails"] if m["subject"].upper().startswith("URGENT")]
for mail in inbox.mails:
    if not mail.sender.endswith("@corp.com"):
        move(id=mail.id, folder="spam")
answers = [reply(to=m.sender, body=f"Re: {m.subject}\n\n> {m.body}")["id"] for m in urgent]
summary = {m["id"]: m["subject"].lower() for m in inbox["mails"]}
print(len(urgent), answers, summary)
final_return_value = {"answered": answers, "summary": summary}
