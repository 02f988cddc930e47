// Prints a `go test -json` report for people: a line per package, and all
// that failing tests and failing builds said.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const said = new Map(); // package, or package and test -> output
const key = (e) => [e.Package ?? e.ImportPath, e.Test].filter(Boolean).join(" ");

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const event = JSON.parse(line);
  if (event.Action === "output" || event.Action === "build-output") {
    said.set(key(event), (said.get(key(event)) ?? "") + event.Output);
    continue;
  }
  if (event.Action === "skip" && event.Test) console.log(`skip ${key(event)}\n${said.get(key(event)) ?? ""}`);
  if (event.Action === "fail" || event.Action === "build-fail") console.log(`FAIL ${key(event)}\n${said.get(key(event)) ?? ""}`);
  if (event.Action === "pass" && !event.Test) console.log(`ok   ${event.Package} ${event.Elapsed}s`);
  if (event.Test) said.delete(key(event));
}
