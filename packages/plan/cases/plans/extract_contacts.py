# tool search_mail [{"from": "Ann Lee <ann@x.org>", "body": "Call me: +49 170 1234567 or 030/123-45"}, {"from": "bob@y.net", "body": "no phone. Mail: Bob.B@Y.NET, bob@y.net"}]
# tool save_contact {"saved": true}
import re
from dataclasses import dataclass, field

ADDRESS = re.compile(r"(?:(?P<name>[^<]+?)\s*<)?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?")
PHONE = re.compile(r"\+?\d[\d /-]{6,}\d")

@dataclass(order=True)
class Contact:
    mail: str
    name: str = ""
    phones: list = field(default_factory=list, compare=False)

contacts = {}
for mail in search_mail(query="*"):
    found = ADDRESS.fullmatch(mail["from"])
    contact = contacts.setdefault(found["mail"].lower(), Contact(found["mail"].lower(), found.group("name") or ""))
    contact.phones += [re.sub(r"\D", "", p) for p in PHONE.findall(mail.body)]
    for other in ADDRESS.finditer(mail.body):
        address = other.group("mail").casefold()
        if address not in contacts:
            contacts[address] = Contact(address)
for contact in sorted(contacts.values(), reverse=True):
    print(contact)
    save_contact(mail=contact.mail, phones=contact.phones)
final_return_value = len(contacts)
