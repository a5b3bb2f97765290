// `pleno eval` through the real program: values and causes for people and for programs.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

Ran eval(const std::string& arguments) {
  return run_shell(std::string("PLENO_LANG=id ") + PLENO_PROGRAM + " eval " + arguments);
}

Ran eval_lines(const std::string& lines, const std::string& options = "") {
  const TemporaryFolder folder("pleno-eval");
  const std::string file = (folder.path() / "lines").string();
  std::ofstream(file) << lines;
  return run_shell("PLENO_LANG=id " + std::string(PLENO_PROGRAM) + " eval --jsonl " + options + " < " + file);
}

TEST(Eval, AValueAndWhyItIsNull) {
  const Ran ran = eval("'[1, 2][3] = null'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "true\n");
  EXPECT_EQ(ran.err,
            "catatan: tidak ada butir 3 dalam daftar 2 butir\n"
            "    [1, 2][3] = null\n"
            "          ^\n");
  const Ran loop = eval("'for x in [1, 2, 3] return x.a'");
  EXPECT_EQ(loop.out, "[null, null, null]\n");
  EXPECT_EQ(loop.err,
            "catatan: number tidak mempunyai anggota 'a'\n"
            "    for x in [1, 2, 3] return x.a\n"
            "                                ^\n");
}

TEST(Eval, MistakesAllAtOnce) {
  const Ran ran = eval("'a == 1 dan b'");
  EXPECT_EQ(ran.code, 65);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err,
            "galat: tanda '==' tidak dikenal\n"
            "    a == 1 dan b\n"
            "      ^^\n"
            "  saran: tulis: =\n"
            "galat: 'dan' bukan kata FEEL\n"
            "    a == 1 dan b\n"
            "           ^^^\n"
            "  saran: tulis: and\n");
}

TEST(Eval, LinesHaveAnIdAndAValueOrAnError) {
  const Ran ran =
      eval_lines(R"({"id":1,"expression":"0.1 + 0.2"})"
                 "\n"
                 R"({"id":"b","expression":"lahir.year + n","context":{"lahir":"1999-01-31","n":1}})"
                 "\n"
                 R"({"id":3,"expression":"masa * 2","context":{"masa":"P18M"}})"
                 "\n"
                 R"({"id":4,"expression":"[1 2, a == b]"})"
                 "\n"
                 R"({"id":5,"expression":"tidak_ada"})"
                 "\n"
                 R"({"id":6,"expression":"-(10 ** 50) / 8"})"
                 "\n"
                 "bukan json\n");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(
      ran.out,
      R"({"id":1,"value":0.3})"
      "\n"
      R"({"id":"b","value":2000})"
      "\n"
      R"({"id":3,"value":"P3Y"})"
      "\n"
      R"x({"id":4,"error":"kolom 4: di sini diharapkan ']', bukan '2' (mungkin di depannya kurang tanda hitung, koma atau 'and'); kolom 9: tanda '==' tidak dikenal (tulis: =)"})x"
      "\n"
      R"({"id":5,"value":null})"
      "\n"
      R"({"id":6,"value":-1.25e49})"
      "\n"
      R"({"id":null,"error":"not a JSON object with an expression"})"
      "\n");
}

TEST(Eval, CausesComeOnRequest) {
  const Ran ran = eval_lines(R"({"id":1,"expression":"1 / n","context":{"n":0}})"
                             "\n"
                             R"({"id":2,"expression":"1 / n","context":{"n":4}})"
                             "\n",
                             "--causes");
  EXPECT_EQ(ran.out, R"({"id":1,"value":null,"causes":[{"column":3,"message":"hasil 1 / 0 bukan angka"}]})"
                     "\n"
                     R"({"id":2,"value":0.25})"
                     "\n");
}

TEST(Eval, JsonOfAnyDepthIsSurvived) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const Ran ran = eval_lines(R"({"id":1,"expression":"a","context":{"a":)" + deep + "}}\n");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "{\"id\":1,\"value\":null}\n");
}

}  // namespace
}  // namespace pleno::testing
