// The types must be those of the API's description as it stands. Without this
// a change of the API would show only on the screen.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Schema {
  properties?: Record<string, unknown>;
  required?: string[];
  enum?: unknown[];
}

const description = JSON.parse(readFileSync("../openapi.json", "utf8")) as {
  components: { schemas: Record<string, Schema> };
  paths: Record<string, unknown>;
};
const written = readFileSync("src/model/schema.ts", "utf8");

/** The lines of a type, from its name to the closing brace of the same depth. */
function block(name: string): string {
  return new RegExp(`^ {8}${name}: (\\{\\n[\\s\\S]*?^ {8}\\}|[^\\n]*);`, "m").exec(written)?.[1] ?? "";
}

/** A property's own line in its type. */
const pattern = (property: string, optional: string) =>
  new RegExp(`^ {12}"?${property.replace("$", "\\$")}"?${optional ? "\\?" : ""}: `, "m");

test("every path is there", () => {
  for (const path of Object.keys(description.paths)) expect(written).toContain(`    "${path}": {`);
});

test.each(Object.entries(description.components.schemas))("%s has its properties", (name, schema) => {
  const text = block(name);
  expect(text, "run `npm run types`").not.toBe("");
  for (const value of schema.enum ?? []) expect(text).toContain(JSON.stringify(value));
  for (const property of Object.keys(schema.properties ?? {})) {
    const optional = schema.required?.includes(property) ? "" : "?";
    expect(text, "run `npm run types`").toMatch(pattern(property, optional));
  }
});
