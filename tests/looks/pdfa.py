"""Says what of PDF/A-3b is missing in PDF files: pdfa.py FILE …; nothing when nothing was found.

Not a validator: it holds the parts that writers forget (ISO 19005-3) against what qpdf reads. Documents are
"prepared for PDF/A-3b"; only a validator may say that they conform.
"""
import json
import re
import subprocess
import sys


def objects_of(file):
    run = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", file],
                         capture_output=True, check=True)
    header, objects = json.loads(run.stdout)["qpdf"]
    return header, objects


class Pdf:
    def __init__(self, file):
        _, self.objects = objects_of(file)
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])

    def get(self, value):
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            one = self.objects["obj:" + value]
            return one["value"] if "value" in one else one["stream"]
        return value

    def dictionary(self, value):
        found = self.get(value)
        return found["dict"] if isinstance(found, dict) and "dict" in found else found

    def all_dictionaries(self):
        for one in self.objects.values():
            value = one.get("value", one.get("stream", {}).get("dict"))
            yield from self.inside(value)

    def inside(self, value):
        if isinstance(value, dict):
            yield value
            for part in value.values():
                yield from self.inside(part)
        elif isinstance(value, list):
            for part in value:
                yield from self.inside(part)


def faults_of(file):
    import base64
    with open(file, "rb") as pdf_file:
        head = pdf_file.read(20)
    if not re.match(rb"%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}", head):
        yield "no header with four bytes above 127"
    pdf = Pdf(file)
    catalog = pdf.catalog
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "no file identifier"
    if "/Encrypt" in pdf.trailer:
        yield "encrypted"
    intents = [pdf.dictionary(one) for one in pdf.get(catalog.get("/OutputIntents", []))]
    if not any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
        yield "no output intent with a profile"
    if "/Lang" not in catalog:
        yield "no language"
    metadata = pdf.get(catalog.get("/Metadata"))
    if not metadata:
        yield "no metadata"
    else:
        if "/Filter" in metadata["dict"]:
            yield "the metadata is filtered"
        xmp = base64.b64decode(metadata["data"]).decode("utf-8")
        for wanted in ("pdfaid:part", "pdfaid:conformance", "dc:title"):
            if wanted not in xmp:
                yield f"no {wanted} in the metadata"
        if not re.search(r"pdfaid:part(>|=\")3", xmp) or not re.search(r"pdfaid:conformance(>|=\")B", xmp):
            yield "not part 3, conformance B"
    associated = [pdf.get(one) for one in pdf.get(catalog.get("/AF", []))]
    for one in pdf.all_dictionaries():
        kind = one.get("/Type")
        if one.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie"):
            yield f"an action {one['/S']}"
        if kind == "/Filespec":
            if one not in associated or "/AFRelationship" not in one or "/UF" not in one:
                yield "an attached file without its relationship"
            attached = pdf.dictionary(one["/EF"]["/F"])
            if "/Subtype" not in attached:
                yield "an attached file without its media type"
        if kind == "/Font" and one.get("/Subtype") == "/Type0":
            below = pdf.dictionary(pdf.get(one["/DescendantFonts"])[0])
            descriptor = pdf.dictionary(below["/FontDescriptor"])
            if "/FontFile2" not in descriptor or "/CIDToGIDMap" not in below or "/ToUnicode" not in one:
                yield f"font {one.get('/BaseFont')} is not whole"
        elif kind == "/Font" and one.get("/Subtype") not in ("/CIDFontType2",):
            yield f"a font of another kind: {one.get('/Subtype')}"
        if one.get("/Filter") == "/LZWDecode" or "/F" in one and "/Length" in one:
            yield "LZW, or a stream outside the file"
        if one.get("/Interpolate") is True:
            yield "an interpolated image"
        if kind == "/ExtGState" and ("/TR" in one or "/HTP" in one):
            yield "a transfer function"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for fault in faults_of(name):
            print(f"{name}: {fault}")
