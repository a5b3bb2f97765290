#!/usr/bin/env python3
"""make_data.py DIR N: invented people, units and two pictures for the certificates benchmark.

Deterministic; standard library only. tests/bench/data was made by `make_data.py tests/bench/data 100`.
"""
import json, math, pathlib, struct, sys, zlib

GIVEN = "Ayu Bayu Cinta Damar Eko Fitriani Gilang Hana Intan Jaya Kirana Laras Mutia Nanda Omar Puji".split()
FAMILY = "Adiputra Basuki Candrawati Darmaji Ekaputri Gunadi Handoko Irawati Kencana Lesmana Maheswari Nugraha".split()
LONG = "Prof. Dr. Raden Mas Haryo Kusumodiningrat Suryaningprang, S.E., M.Si."
PLACES = "Depok Bogor Malang Padang Manado Kupang".split()
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
UNITS = [
    ("Menyiapkan Data Pelanggan", "Prepare Customer Data"),
    ("Melayani Pertanyaan Pelanggan melalui Berbagai Saluran", "Answer Customers' Questions through Various Channels"),
    ("Menangani Keluhan", "Handle Complaints"),
    ("Menyusun Rencana Perbaikan Layanan Berdasarkan Umpan Balik", "Plan Improvements of Service from Feedback"),
    ("Mengukur Kepuasan Pelanggan", "Measure Customer Satisfaction"),
    ("Memimpin Tim Layanan di Lokasi yang Berbeda-beda", "Lead Service Teams at Different Locations"),
    ("Menjaga Mutu Layanan", "Maintain the Quality of Service"),
    ("Mengelola Anggaran Layanan dan Melaporkan Pemakaiannya", "Manage the Budget of Services and Report its Use"),
    ("Membina Hubungan Jangka Panjang dengan Pelanggan Utama", "Build Long-Term Relations with Key Customers"),
]


def people(count):
    for i in range(count):
        code = ((i + 1) * 2654435761) % 2**40
        code = "".join(LETTERS[code >> 5 * k & 31] for k in range(8)) + "CT"
        name = LONG if i % 13 == 5 else f"{GIVEN[i * 7 % 16]} {FAMILY[i * 5 % 12]}"
        date = f"{1 + i * 11 % 28} {MONTHS[i * 5 % 12]} 2026"
        yield {"id": code, "no": f"70209 2431 3 {i + 1:07} 2026", "reg": f"MKT.0000.{i + 1:05} 2026", "name": name,
               "place": PLACES[i % 6], "date_id": date, "url": "https://verifikasi.contoh.example/c/" + code[:4]}


def write_png(file, width, height, pixel):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def logo(x, y):  # a ring around a square on its corner, soft at the edges
    dx, dy = x - 149.5, y - 149.5
    radius = math.hypot(dx, dy)
    ring = max(0.0, min(1.0, 145 - radius))
    square = abs(dx) + abs(dy) < 105
    shade = int(60 * radius / 145)
    colour = (178, 138 + shade, 62) if square else (29, 43 + shade, 68 + shade)
    return (*colour, round(255 * ring))


def signature(x, y):  # one stroke that swings out
    t = (x - 15) / 370
    if not 0 <= t <= 1:
        return (20, 30, 90, 0)
    centre = 75 + 50 * math.sin(25 * t) * (1 - t) + 12 * math.sin(60 * t)
    slope = math.hypot(1, (1250 * math.cos(25 * t) * (1 - t) + 720 * math.cos(60 * t)) / 370)
    return (20, 30, 90, round(255 * max(0.0, min(1.0, 2.4 - abs(y - centre) / slope))))


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    units = [{"no": i + 1, "code": f"M.70.CTH00.{i + 1:03}.1", "id": a, "en": b} for i, (a, b) in enumerate(UNITS)]
    with open(folder / "data.json", "w", encoding="utf-8") as out:
        json.dump({"units": units, "people": list(people(count))}, out, ensure_ascii=False, indent=0)
        out.write("\n")
    write_png(folder / "logo.png", 300, 300, logo)
    write_png(folder / "signature.png", 400, 150, signature)


main()
