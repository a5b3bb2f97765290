"""Prints what PDF files tell a reader beside their pages: told.py FILE …; a block for each file.

Title, language, dates, page labels, bookmarks and attached files, as found in the file; and what is wrong with
them: metadata that say two different things, maps to Unicode that lie, an identifier of the wrong length.
"""
import base64
import hashlib
import json
import re
import sys

from pdfa import Pdf


def text_of(value):
    """A string object of qpdf's JSON: 'u:…' is text, 'b:…' are bytes in hexadecimal."""
    return value[2:] if isinstance(value, str) and value[:2] in ("u:", "b:") else value


def xmp_of(pdf):
    xmp = base64.b64decode(pdf.get(pdf.catalog["/Metadata"])["data"]).decode("utf-8")

    def inside(tag):
        found = re.search(rf"<{tag}>(.*?)</{tag}>", xmp, re.S)
        plain = re.sub(r"<[^>]*>", "", found.group(1)) if found else ""
        for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            plain = plain.replace(escaped, sign)
        return plain
    return inside


def pages_of(pdf):
    out = []

    def walk(node):
        one = pdf.get(node)
        if one.get("/Type") == "/Pages":
            for kid in pdf.get(one["/Kids"]):
                walk(kid)
        else:
            out.append(node)
    walk(pdf.catalog["/Pages"])
    return out


def labels_of(pdf, count):
    starts = {}
    numbers = pdf.get(pdf.catalog["/PageLabels"])["/Nums"]
    for at, label in zip(numbers[::2], numbers[1::2]):
        starts[at] = pdf.get(label)
    out = []
    for page in range(count):
        start = max(at for at in starts if at <= page)
        label = starts[start]
        number = str(label.get("/St", 1) + page - start) if label.get("/S") == "/D" else ""
        out.append(text_of(label.get("/P", "")) + number)
    return out


def bookmarks_of(pdf, pages):
    def walk(parent, depth):
        child = pdf.get(parent).get("/First")
        while child:
            one = pdf.get(child)
            yield f"bookmark {'  ' * depth}{text_of(one['/Title'])} -> {pages.index(one['/Dest'][0]) + 1}"
            yield from walk(child, depth + 1)
            child = one.get("/Next")
    yield from walk(pdf.catalog["/Outlines"], 0)


def files_of(pdf):
    for one in pdf.get(pdf.catalog.get("/AF", [])):
        spec = pdf.get(one)
        stream = pdf.get(spec["/EF"]["/F"])
        data = base64.b64decode(stream["data"])
        kind = stream["dict"]["/Subtype"]
        if kind == "/application/json":
            json.loads(data)
        yield (f"file {text_of(spec['/UF'])} {kind} {spec['/AFRelationship']} {text_of(spec['/Desc'])} "
               f"{hashlib.sha256(data).hexdigest()}")


def faults_of_maps(pdf):
    """Each character identifier that has a width is mapped to Unicode, and to itself."""
    for font in pdf.all_dictionaries():
        if font.get("/Type") != "/Font" or font.get("/Subtype") != "/Type0":
            continue
        cmap = base64.b64decode(pdf.get(font["/ToUnicode"])["data"]).decode("ascii")
        for wanted in ("begincmap", "endcmap", "begincodespacerange", "/CMapName", "/CIDSystemInfo"):
            if wanted not in cmap:
                yield f"no {wanted} in the map of {font['/BaseFont']}"
        ranges = [tuple(int(part, 16) for part in row)
                  for row in re.findall(r"<(\w{4})><(\w{4})><(\w{4})>", cmap)]
        for first, last, _ in ranges:
            if first >> 8 != last >> 8:
                yield f"a range of {font['/BaseFont']} crosses a high byte"
        widths = pdf.get(pdf.get(font["/DescendantFonts"])[0])["/W"]
        for first, row in zip(widths[::2], widths[1::2]):
            for code in range(first, first + len(row)):
                mapped = [to + code - low for low, high, to in ranges if low <= code <= high]
                if mapped != [code]:
                    yield f"{font['/BaseFont']} maps {code:04X} to {mapped}"


def told_by(file):
    pdf = Pdf(file)
    info = {key: text_of(value) for key, value in pdf.get(pdf.trailer["/Info"]).items()}
    xmp = xmp_of(pdf)
    for key, tag in (("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Subject", "dc:description")):
        yield f"{key[1:].lower()} {info.get(key, '')}"
        if xmp(tag) != info.get(key, ""):
            yield f"FAULT: {tag} says '{xmp(tag)}'"
    yield f"language {text_of(pdf.catalog['/Lang'])}"
    if xmp("dc:language") != text_of(pdf.catalog["/Lang"]):
        yield "FAULT: another language in the metadata"
    created, changed = info.get("/CreationDate", ""), info.get("/ModDate", "")
    yield f"date {created[2:10]}"
    if created != changed or re.sub(r"\D", "", xmp("xmp:CreateDate")) != re.sub(r"\D", "", created):
        yield f"FAULT: dates {created}, {changed}, {xmp('xmp:CreateDate')}"
    if [len(part) for part in pdf.trailer["/ID"]] != [34, 34]:  # b: and 16 bytes
        yield f"FAULT: identifier {pdf.trailer['/ID']}"
    if pdf.catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "FAULT: the window shows the file's name"
    pages = pages_of(pdf)
    yield "labels " + " ".join(labels_of(pdf, len(pages)))
    yield from bookmarks_of(pdf, pages)
    yield from files_of(pdf)
    yield from (f"FAULT: {one}" for one in faults_of_maps(pdf))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\n".join(told_by(name)), end="\n\n")
