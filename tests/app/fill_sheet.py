"""Fills in a decision sheet: fill_sheet.py SHEET OUT ID=ruling|reason|abstain[|against] …; the others stay empty.

A sheet that ends in .xlsx is filled in as a spreadsheet program would: cell by cell, all else untouched.
"""
import csv
import re
import sys
import xml.sax.saxutils
import zipfile

given = dict(argument.split("=", 1) for argument in sys.argv[3:])
columns = ("putusan", "alasan", "abstain", "menolak")


def fill_csv(source, target):
    with open(source, encoding="utf-8-sig", newline="") as sheet:
        rows = list(csv.DictReader(sheet, delimiter=";"))
    for row in rows:
        if row["no_pendaftaran"] in given:
            row.update(zip(columns, given[row["no_pendaftaran"]].split("|")))
    with open(target, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def fill_xlsx(source, target):
    with zipfile.ZipFile(source) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"].decode(), re.S)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    cells = {name: texts[int(at)]
             for name, at in re.findall(r'<c r="([A-Z]+\d+)"[^>]*t="s"><v>(\d+)</v></c>', sheet)}
    letter = {text: name[0] for name, text in cells.items() if re.fullmatch(r"[A-Z]1", name)}
    for name, text in cells.items():
        if name[0] != letter["no_pendaftaran"] or text not in given:
            continue
        for column, value in zip(columns, given[text].split("|")):
            if value:
                blank = re.compile(rf'<c r="{letter[column]}{name[1:]}" s="(\d+)"/>')
                value = xml.sax.saxutils.escape(value)
                sheet, count = blank.subn(
                    rf'<c r="{letter[column]}{name[1:]}" s="\1" t="inlineStr"><is><t>{value}</t></is></c>', sheet)
                assert count == 1, (name, column)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)


(fill_xlsx if sys.argv[1].endswith(".xlsx") else fill_csv)(sys.argv[1], sys.argv[2])
