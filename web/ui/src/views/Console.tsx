import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useSearch } from "wouter";
import { Failure } from "../api/client";
import { cypher, explain } from "../api/questions";
import type { Plan, PlanStep, Table } from "../model/graph";
import { count, plural, took } from "../model/text";
import { paths } from "../model/url";
import { Editor } from "./Editor";
import { go } from "./history";
import { Notice } from "./states";
import { useTitle } from "./title";

const example = `MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity)
RETURN a.name, b.name, r.statements, r.independent
ORDER BY r.independent DESC
LIMIT 25`;

interface Ask {
  query: string;
  parameters: string;
  plan: boolean;
}

type Answer = { table: Table } | { plan: Plan };

async function run({ query, parameters, plan }: Ask): Promise<Answer> {
  const values = read(parameters);
  return plan ? { plan: await explain(query, values) } : { table: await cypher(query, values) };
}

function read(parameters: string): Record<string, unknown> {
  if (parameters.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(parameters);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through to the same complaint.
  }
  throw new Failure(
    'Write the parameters as a JSON object, such as {"name": "Russia"}.',
    0,
    "invalid",
    "The parameters can't be read",
  );
}

/** A reader's own Cypher. A query in the address is shown, never run by itself. */
export default function Console() {
  useTitle("Cypher");
  const address = new URLSearchParams(useSearch());
  const [query, setQuery] = useState(address.get("query") ?? example);
  const [parameters, setParameters] = useState(pretty(address.get("parameters") ?? ""));
  const answer = useMutation({ mutationFn: run });
  const id = useId();
  const asked = `${address.get("query")}\n${address.get("parameters")}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address changes the fields
  useEffect(() => {
    if (address.get("query") === null) return;
    setQuery(address.get("query") ?? "");
    setParameters(pretty(address.get("parameters") ?? ""));
  }, [asked]);
  const ask = (plan: boolean) => {
    answer.mutate({ query, parameters, plan });
    try {
      go(paths.cypher(query, read(parameters)), { replace: true });
    } catch {
      // The answer says what is wrong with the parameters.
    }
  };
  return (
    <div className="page">
      <div className="page-inner">
        <div className="page-head">
          <div>
            <h1>Cypher</h1>
            <p className="dim">Ask the database in its own language. It reads and never writes.</p>
          </div>
        </div>
        <Editor value={query} change={setQuery} run={() => ask(false)} label="Cypher query" />
        <details className="why" open={parameters !== ""} style={{ marginTop: 12 }}>
          <summary>Parameters</summary>
          <label htmlFor={id} className="hidden-text">
            Parameters as JSON
          </label>
          <textarea
            id={id}
            className="input"
            style={{ height: 84, marginTop: 6, fontFamily: "var(--mono)", fontSize: 13, padding: 9 }}
            spellCheck={false}
            placeholder='{"name": "Russia"}'
            value={parameters}
            onChange={(event) => setParameters(event.target.value)}
          />
        </details>
        <div className="actions">
          <button
            type="button"
            className="button primary"
            disabled={answer.isPending || query.trim() === ""}
            onClick={() => ask(false)}
          >
            {answer.isPending ? "Running…" : "Run"}
          </button>
          <button
            type="button"
            className="button"
            disabled={answer.isPending || query.trim() === ""}
            onClick={() => ask(true)}
          >
            Explain
          </button>
          <span className="dim small" style={{ alignSelf: "center" }}>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd> runs
          </span>
        </div>
        <div style={{ marginTop: 20 }} aria-live="polite">
          {answer.error && <Refusal error={answer.error} />}
          {answer.data && "table" in answer.data && <Result table={answer.data.table} />}
          {answer.data && "plan" in answer.data && <PlanTree plan={answer.data.plan} />}
        </div>
      </div>
    </div>
  );
}

function pretty(parameters: string): string {
  try {
    return parameters ? JSON.stringify(JSON.parse(parameters), null, 2) : "";
  } catch {
    return parameters;
  }
}

function Refusal({ error }: { error: Error }) {
  return (
    <Notice alarm title={error instanceof Failure ? error.title : "The query failed"}>
      <p style={{ whiteSpace: "pre-wrap" }}>{error.message}</p>
    </Notice>
  );
}

function Result({ table }: { table: Table }) {
  return (
    <>
      <p className="dim numbers" style={{ marginBottom: 8 }}>
        {plural(table.rows.length, "row")} in {took(table.took_ns)}
        {table.truncated && `; more rows were found, only the first ${count(table.rows.length)} are shown`}
      </p>
      <div
        className="table-wrap"
        style={{ border: "1px solid var(--line)", borderRadius: 9 }}
        tabIndex={0}
        role="region"
        aria-label="Rows"
      >
        <table className="data">
          <thead>
            <tr>
              {table.columns.map((column, j) => (
                <th key={column} scope="col" className={typeof table.rows[0]?.[j] === "number" ? "number" : undefined}>
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and keep their order
              <tr key={i}>
                {row.map((value, j) => (
                  <td key={table.columns[j]} className={typeof value === "number" ? "number" : undefined}>
                    <Cell value={value} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Cell({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="dim">null</span>;
  if (typeof value === "string") return <>{value}</>;
  if (typeof value === "number" || typeof value === "boolean") return <>{String(value)}</>;
  return <code className="cell">{JSON.stringify(value)}</code>;
}

/** The steps of a plan, the last one first, each indented under what it feeds. */
function PlanTree({ plan }: { plan: Plan }) {
  return (
    <table className="data">
      <thead>
        <tr>
          <th scope="col">
            <span>Step</span>
          </th>
          <th scope="col">
            <span>Works on</span>
          </th>
          <th scope="col" className="number">
            <span>Rows expected</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {steps(plan.root, 0).map(({ step, depth, key }) => (
          <tr key={key}>
            <td style={{ whiteSpace: "nowrap" }}>
              <span style={{ paddingLeft: depth * 18 }}>{step.operator}</span>
            </td>
            <td className="cell">{step.details}</td>
            <td className="number">{count(Math.round(step.rows))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Line {
  step: PlanStep;
  depth: number;
  key: string;
}

function steps(step: PlanStep, depth: number, key = "0"): Line[] {
  const below = step.children.flatMap((child, i) => steps(child, depth + 1, `${key}.${i}`));
  return [{ step, depth, key }, ...below];
}
