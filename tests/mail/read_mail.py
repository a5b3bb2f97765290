"""Reads an .eml with Python's email package and says what an independent reader finds in it, line by line."""
import email
import email.header
import email.policy
import email.utils
import hashlib
import sys

with open(sys.argv[1], "rb") as file:
    content = file.read()
mail = email.message_from_bytes(content, policy=email.policy.default)
raw = email.message_from_bytes(content)
out = []
defects = [d for part in mail.walk() for d in part.defects]
for part in mail.walk():
    for _, value in part.items():
        defects += getattr(value, "defects", [])
# The same name in two forms (RFC 2231 beside its ASCII fallback) is meant.
out += [f"cacat: {d}" for d in defects if "duplicate parameter name" not in str(d)]


def mailbox(header):
    """The name decoded by the older interface: the newer one of Python 3.11 keeps the blank between encoded words."""
    ((name, address),) = email.utils.getaddresses([raw[header]])
    return f"{email.header.make_header(email.header.decode_header(name))} <{address}>"


out.append("id " + mail["Message-ID"])
out.append("dari " + mailbox("From"))
out.append("kepada " + mailbox("To"))
if mail["Reply-To"]:
    out.append("balas " + mail["Reply-To"])
out.append("tanggal " + mail["Date"])
out.append("perihal " + mail["Subject"])
for kind in ("plain", "html"):
    body = mail.get_body((kind,))
    if body is not None:
        out.append(kind)
        out += ["| " + line for line in body.get_content().splitlines()]
for part in mail.iter_attachments():
    data = part.get_payload(decode=True)
    out.append(f"lampiran {part.get_filename()} {part.get_content_type()} {len(data)} {hashlib.sha256(data).hexdigest()}")
out.append(f"otomatis {mail['Auto-Submitted']} bahasa {mail['Content-Language']}")
sys.stdout.buffer.write(("\n".join(out) + "\n").encode())
