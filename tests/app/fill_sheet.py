"""Fills in a decision sheet: fill_sheet.py SHEET OUT ID=ruling|reason|abstain …; the others stay empty."""
import csv
import sys

given = dict(argument.split("=", 1) for argument in sys.argv[3:])
with open(sys.argv[1], encoding="utf-8-sig", newline="") as sheet:
    rows = list(csv.DictReader(sheet, delimiter=";"))
for row in rows:
    if row["no_pendaftaran"] in given:
        row["putusan"], row["alasan"], row["abstain"] = given[row["no_pendaftaran"]].split("|")
with open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
