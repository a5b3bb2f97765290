# The words in which the cases beside this file are written. Read by bash in the folder of a sample site of three
# candidates (26-0401 and 26-0402 competent, 26-0403 not yet) with PLENO_SITE and PLENO_PROGRAM set.

work=$(cd .. && pwd)

# `pleno ARGUMENTS`: what it says on stderr, then on stdout, then its exit code; without what changes with every
# touch on a template, a rule or the sample's pleno.yaml (pages, digests, line numbers: the line itself is shown).
pleno() {
  printf '$ pleno %s\n' "$*"
  "$PLENO_PROGRAM" "$@" >"$work/out" 2>"$work/err"
  local code=$?
  sed -E 's/, [0-9]+ halaman;/, … halaman;/; s/(aturan: [a-z-]+) [0-9a-f]{6}/\1 …/; s/(pleno.yaml|bnsp.yaml|sertifikat.xml|fr-ak-0[0-9].xml):[0-9]+/\1:…/' "$work/err" "$work/out"
  echo "[exit $code]"
}
# The same, when only the exit code and whether it said anything about an error matter for what follows.
quietly() { "$@" >/dev/null 2>&1 || true; }

# SQL on the sample's source database.
sql() {
  python3 -c 'import sqlite3,sys
c=sqlite3.connect(sys.argv[1]); c.executescript("pragma ignore_check_constraints=1;"+sys.argv[2]); c.commit()' lsp.db "$1"
}
# change FILE OLD NEW: the first place where OLD stands, taken literally.
change() {
  local text
  text=$(cat "$1" && printf x)
  case $text in
    *"$2"*) text=${text/"$2"/"$3"}; printf %s "${text%x}" >"$1" ;;
    *) echo "'$2' is not in $1" ;;
  esac
}
# own NAME: the shipped template or rule file as the site's own, to be changed.
own() { mkdir -p "$(dirname "$1")" && cp "$PLENO_SHIPPED/$1" "$1"; }
# packet: everything up to the meeting, in silence.
packet() { "$PLENO_PROGRAM" nightly >/dev/null 2>"$work/err" || cat "$work/err"; }
# The text of a PDF, its lines joined.
pdf_text() { pdftotext -layout "$1" - | tr -s ' \n' '  '; echo; }
# fill 'ID=RULING|REASON|ABSTAIN' …: the decision sheet of the plenary, filled in, as isian.csv.
fill() { python3 "$PLENO_SHIPPED/tests/app/fill_sheet.py" dokumen/2026-11/lembar-putusan-2026-11.csv isian.csv "$@"; }
