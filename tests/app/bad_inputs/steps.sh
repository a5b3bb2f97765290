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
# again NEW OLD DAY: the person of OLD is assessed once more on DAY, by the same assessor with the same marks and
# documents, as the assessment NEW in a session of its own.
again() {
  sql "insert into session select 'S-$1', site_id, '$3', '$3' from session
         where id = (select session_id from assessment where number = '$2');
       insert into assessment (number, scheme_id, person_id, session_id, attendance, recommendation)
         select '$1', scheme_id, person_id, 'S-$1', attendance, recommendation from assessment where number = '$2';
       create temp table pair as select n.id as fresh, o.id as old from assessment n, assessment o
         where n.number = '$1' and o.number = '$2';
       insert into assignment select fresh, assessor_id, lead from assignment join pair on assessment_id = old;
       insert into document select fresh, code, present from document join pair on assessment_id = old;
       insert into mark select fresh, criterion_id, method, assessor_id, value, kind, valid, authentic, current,
         sufficient, score, '$3' from mark join pair on assessment_id = old;"
}
# moved ID DAY: that assessment is on another day.
moved() {
  sql "update session set starts_on = '$2', ends_on = '$2' where id = 'S-$1';
       update mark set marked_on = '$2' where assessment_id = (select id from assessment where number = '$1');"
}
# on DAY COMMAND …: the same with the clock at ten in the morning of that day.
on() { PLENO_NOW="$1T03:00:00Z" "${@:2}"; }
# own NAME: the shipped template or rule file as the site's own, to be changed.
own() { mkdir -p "$(dirname "$1")" && cp "$PLENO_SHIPPED/$1" "$1"; }
# packet: everything up to the meeting, in silence.
packet() { "$PLENO_PROGRAM" nightly >/dev/null 2>"$work/err" || cat "$work/err"; }
# mail_about WORD: the text of the mail that holds WORD, its lines joined.
mail_about() {
  python3 - "$1" <<'PY'
import email, email.policy, glob, re, sys
for name in sorted(glob.glob("mail/*.eml")):
    with open(name, "rb") as file:
        text = email.message_from_binary_file(file, policy=email.policy.default).get_body(("plain",)).get_content()
    if sys.argv[1] in text:
        print(re.sub(r"\s+", " ", text).strip())
PY
}
# The text of a PDF, its lines joined.
pdf_text() { pdftotext -layout "$1" - | tr -s ' \n' '  '; echo; }
# fill 'ID=RULING|REASON|ABSTAIN' …: the decision sheet of the plenary, filled in, as isian.csv.
fill() { python3 "$PLENO_SHIPPED/tests/app/fill_sheet.py" dokumen/2026-11/lembar-putusan-2026-11.csv isian.csv "$@"; }
