// What a certification body decides for itself about meetings, appeals and coming back: `plenary`,
// `reassessment` and `recertification` of pleno.yaml. Never judges evidence: that is for rule files.
#pragma once
#include <string>
#include <vector>

#include "app/yaml_map.h"
#include "domain/plenary.h"

namespace pleno::app {

struct PlenarySettings {
  MeetingRules rules;
  // False: what is not yet competent by rules and assessor alike is resolved as proposed together with the
  // others, without a line in the decision sheet.
  bool decides_not_yet = true;
  int near_miss_criteria = 0;   // so few missing KUK are put to the meeting as a near miss; 0: none are
  int packet_forms = 2500;      // at most so many forms in one file of the packet, then a further volume
  int deadline_days = 0;        // calendar days from the assessment's last day to the meeting; 0: no deadline
  int appeal_days = 0;          // hari kerja; no public source, so no default
  bool appeal_new_team = true;  // who ruled before does not vote on an appeal that was upheld
  std::vector<Date> holidays;   // no working days
};

enum class SameAssessor { Any, Other, Same };

struct ReassessmentSettings {  // uji ulang; no public source, so no defaults. 0 and "": no such limit
  int max_attempts = 0;        // assessments of one person in one scheme, the first included
  int min_days = 0;            // calendar days since the notice of the result before
  int max_months = 0;          // since that notice
  SameAssessor assessor = SameAssessor::Any;
  std::string fee_document;  // the enclosure that proves the fee
};

struct RecertificationSettings {
  std::string document;  // the enclosure that marks it; empty: this body does not recertify
  int before_months = 0, after_months = 0;  // from the end of the certificate before
};

PlenarySettings read_plenary_settings(YamlMap map);
ReassessmentSettings read_reassessment(YamlMap map);
// `has_section`: pleno.yaml has one; else nothing is asked for.
RecertificationSettings read_recertification(YamlMap map, bool has_section);

}  // namespace pleno::app
