// The outbox, the leases, and that nothing waits for ever.
#include "journal/audit.h"
#include "journal/audit_query.h"
#include "text/language.h"

namespace pleno::journal {

void audit_outbox(Sql& sql, Diagnostics& found) {
  none_of(sql,
          "select o.message_id from outbox o where not exists (select 1 from resolution r"
          " where r.assessment = o.assessment and o.plenary in ('', r.plenary))",
          found, [] {
            return say("surat untuk hasil yang belum diputus pleno", "a mail of a result not yet resolved");
          });
  none_of(sql,
          "select o.message_id from outbox o left join certificate k on k.assessment = o.assessment"
          " and k.revision = o.revision where o.kind = 'sertifikat' and coalesce(k.issued_at, '') = ''",
          found, [] {
            return say("surat untuk sertifikat yang belum terbit", "a mail of a certificate not issued");
          });
  none_of(sql,
          "select o.message_id from outbox o left join attempt a on a.mail = o.id and a.no = o.attempts"
          " where o.state in ('sent', 'refused', 'unknown') and coalesce(a.state, '') <> o.state",
          found, [] {
            return say("status surat tanpa catatan pengirimannya", "a state of a mail without its attempt");
          });
  none_of(sql,
          "select o.message_id from outbox o where o.attempts <> (select count(*) from attempt a"
          " where a.mail = o.id) or exists (select 1 from attempt a where a.mail = o.id and a.state = 'sent'"
          " and a.no < o.attempts)",
          found, [] {
            return say("catatan pengirimannya tidak lengkap, atau dikirim lagi sesudah diterima",
                       "attempts are missing, or it was sent again after it was accepted");
          });
  none_of(sql,
          "select o.message_id from outbox o where o.state in ('pending', 'deferred', 'sending', 'unknown')"
          " and (select count(*) from attempt a where a.mail = o.id and a.state = 'unknown') > 1"
          " and not exists (select 1 from attempt a where a.mail = o.id and a.no = o.attempts"
          " and a.state = 'deferred')",
          found, [] {
            return say("dua kali tidak pasti, tetapi tidak menunggu orang",
                       "in doubt twice, yet it waits for nobody");
          });
}

void audit_leases(Sql& sql, Diagnostics& found) {
  const auto message = [] { return say("dikerjakan tanpa nomor pagar", "worked on without a fence"); };
  none_of(sql, "select assessment from candidate where lease_until > 0 and fence = 0", found, message);
  none_of(sql,
          "select message_id from outbox where (state = 'sending') <> (sending_at <> '')"
          " or (state = 'sending' and fence = 0)",
          found, message);
}

void audit_progress(Sql& sql, Diagnostics& found) {
  none_of(sql,
          "select message_id from outbox where (state = 'unknown' and next_at = '')"
          " or (state in ('pending', 'deferred', 'unknown', 'sending') and recipient = '')",
          found, [] {
            return say("surat yang menunggu selamanya: tanpa waktu atau alamat",
                       "a mail that waits for ever: without a time or an address");
          });
  none_of(sql,
          "select c.assessment from candidate c left join resolution r on r.assessment = c.assessment"
          " and r.plenary = c.plenary where c.state = 'allocated' and coalesce(r.ruling, '') <> 'kompeten'",
          found, [] {
            return say("bernomor tanpa putusan kompeten: tidak akan terbit",
                       "numbered without a ruling: it will never be issued");
          });
}

}  // namespace pleno::journal
