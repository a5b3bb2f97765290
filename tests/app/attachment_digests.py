"""Prints the SHA-256 of every PDF attached to the .eml files of a folder, one a line."""
import email
import hashlib
import pathlib
import sys

for file in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    message = email.message_from_bytes(file.read_bytes())
    for part in message.walk():
        if part.get_content_type() == "application/pdf":
            print(hashlib.sha256(part.get_payload(decode=True)).hexdigest())
