import { Link } from "wouter";
import type { Answer } from "../model/graph";
import { paths } from "../model/url";
import { Icon } from "./icons";

/** The Cypher behind a view, and the way to run it by hand. */
export function CypherLink({ answer }: { answer: Answer | undefined }) {
  if (!answer?.cypher) return null;
  return (
    <details className="panel-part why" style={{ marginTop: 0 }}>
      <summary>The Cypher behind this</summary>
      <pre className="code">{answer.cypher.trim()}</pre>
      <Link className="button" style={{ marginTop: 10 }} href={paths.cypher(answer.cypher.trim(), answer.parameters)}>
        <Icon name="console" size={16} /> Open in console
      </Link>
    </details>
  );
}
