// Reads what a test runner reports and says how many tests passed, failed and
// were skipped, as three numbers on one line.
//
//   node report.mjs go COUNTS       reads `go test -json` from standard input,
//                                   tells it in words as it comes, and writes
//                                   the numbers to the file COUNTS
//   node report.mjs vitest FILE     prints the numbers of a JSON report
//   node report.mjs playwright FILE prints the numbers of a JSON report
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [runner, file] = process.argv.slice(2);
const counts = (passed, failed, skipped) => `${passed} ${failed} ${skipped}\n`;

if (runner === "go") await go();
if (runner === "vitest") {
  const r = JSON.parse(readFileSync(file, "utf8"));
  const brokenFiles = r.testResults.filter((f) => f.status === "failed" && f.assertionResults.every((a) => a.status !== "failed"));
  const skipped = r.numPendingTests + r.numTodoTests;
  process.stdout.write(counts(r.numPassedTests, r.numFailedTests + brokenFiles.length, skipped));
}
if (runner === "playwright") {
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  process.stdout.write(counts(stats.expected, stats.unexpected + stats.flaky + errors.length, stats.skipped));
}

async function go() {
  const ends = { pass: 0, fail: 0, skip: 0 };
  const said = new Map(); // package, or package and test -> output so far
  const blamed = new Set(); // packages with a failed test
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.startsWith("{")) {
      console.log(line);
      continue;
    }
    const event = JSON.parse(line);
    const key = `${event.Package ?? event.ImportPath} ${event.Test ?? ""}`;
    if (event.Output) said.set(key, (said.get(key) ?? "") + event.Output);
    if (event.Action === "build-fail") console.log(`FAIL ${key}\n${said.get(key) ?? ""}`);
    if (!(event.Action in ends)) continue;
    end(event, said.get(key) ?? "");
    said.delete(key);
  }
  writeFileSync(file, counts(ends.pass, ends.fail, ends.skip));

  function end(event, output) {
    if (event.Test) {
      ends[event.Action]++;
      if (event.Action === "fail") blamed.add(event.Package);
      if (event.Action !== "pass") console.log(`${event.Action.toUpperCase()} ${event.Package} ${event.Test}\n${output}`);
      return;
    }
    if (event.Action === "pass") console.log(`ok   ${event.Package} ${event.Elapsed}s`);
    if (event.Action === "fail") console.log(`FAIL ${event.Package} ${event.Elapsed}s`);
    // A package that did not build, crashed or ran out of time fails without a test.
    if (event.Action === "fail" && !blamed.has(event.Package)) {
      ends.fail++;
      console.log(output);
    }
  }
}
