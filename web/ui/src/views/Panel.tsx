import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import type { Answer, Highlight, Summary as SummaryData } from "../model/graph";
import type { Picture } from "../model/picture";
import { verb } from "../model/relations";
import { count, days, plural } from "../model/text";
import { type GraphState, paths, type Selection } from "../model/url";
import { CypherLink } from "./CypherLink";
import { useVerbs } from "./data";
import { EdgePanel } from "./EdgePanel";
import type { Change } from "./history";
import { Icon } from "./icons";
import { NodePanel } from "./NodePanel";

export interface PanelProps {
  state: GraphState;
  selection: Selection;
  summary: SummaryData | undefined;
  picture: Picture;
  answer: Answer | undefined;
  /** Everything that passes the filters is in the picture. */
  complete: boolean;
  change: Change;
  select: (sel: string) => void;
  point: (id: string) => void;
  expand: (id: string) => void;
  hide: (id: string) => void;
}

/** The right side: a summary before a click, the evidence after it. On narrow screens a sheet. */
export function Panel(props: PanelProps) {
  const { selection } = props;
  const chosen = selection.kind === "edge" ? selection.key : selection.kind === "node" ? selection.id : "";
  const [open, setOpen] = useState(chosen !== "");
  useEffect(() => setOpen(chosen !== ""), [chosen]);
  const title = selection.kind === "none" ? "Summary" : selection.kind === "node" ? "Profile" : "Evidence";
  return (
    <aside className="side panel" aria-label={title} data-open={open}>
      <button type="button" className="plain-button sheet-handle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {title}
        <Icon name={open ? "down" : "up"} />
      </button>
      <Content {...props} />
    </aside>
  );
}

function Content(props: PanelProps): ReactNode {
  const { selection } = props;
  if (selection.kind === "edge") return <EdgePanel {...props} selection={selection} key={selection.key} />;
  if (selection.kind === "node") return <NodePanel {...props} id={selection.id} key={selection.id} />;
  return <Summary {...props} />;
}

const kindWords: Record<Highlight["kind"], string> = {
  conflict: "Sharpest conflict",
  cooperation: "Strongest cooperation",
  contested: "Contested",
};

function Summary({ summary, answer, select, point }: PanelProps) {
  if (!summary) return null;
  return (
    <>
      <div className="panel-part">
        <p className="lead">
          <Link href={paths.table()}>
            {plural(summary.actors, "actor")} and {plural(summary.relations, "relation")}
          </Link>{" "}
          read from{" "}
          <Link href="/articles">
            {plural(summary.articles, "article")} of {plural(summary.publishers.length, "outlet")}
          </Link>
          {summary.first && `, ${days(summary.first, summary.last)}`}.
        </p>
        <div style={{ marginTop: 14 }}>
          {summary.highlights.map((highlight) => (
            <HighlightLink key={highlight.kind} highlight={highlight} select={select} point={point} />
          ))}
        </div>
      </div>
      <div className="panel-part dim">
        <p>
          Click a line to read its sentences, an actor for its profile. {count(summary.statements)} statements stand
          behind this picture, each with the words it was read from.
        </p>
        <p style={{ marginTop: 10 }}>
          <kbd>/</kbd> search, <kbd>?</kbd> all keys
        </p>
      </div>
      <CypherLink answer={answer} />
    </>
  );
}

interface HighlightProps extends Pick<PanelProps, "select" | "point"> {
  highlight: Highlight;
}

function HighlightLink({ highlight, select, point }: HighlightProps) {
  const verbs = useVerbs();
  const { source, target, relation, statements, kind } = highlight;
  const key = `${source.id}|${relation}|${target.id}`;
  if (kind === "contested") return <Contested highlight={highlight} />;
  const tone = kind === "conflict" ? "negative" : "positive";
  return (
    <Link
      className={`highlight tone-${tone}`}
      href={paths.graph({ sel: key })}
      onClick={(event) => {
        event.preventDefault();
        select(key);
      }}
      onMouseEnter={() => point(key)}
      onMouseLeave={() => point("")}
    >
      <span className={`small ${tone}`}>{kindWords[kind]}</span>
      <br />
      <strong>{source.name}</strong> {verb(verbs, relation)} <strong>{target.name}</strong>,{" "}
      {plural(statements, "sentence")}.
    </Link>
  );
}

/** A pair with both cooperation and conflict: the link shows all that is said of the two. */
function Contested({ highlight: { source, target, statements, kind } }: { highlight: Highlight }) {
  return (
    <Link className="highlight tone-neutral" href={paths.relation(source.id, target.id)}>
      <span className="small neutral">{kindWords[kind]}</span>
      <br />
      Reports show <strong>{source.name}</strong> and <strong>{target.name}</strong> both with and against each other,{" "}
      {plural(statements, "sentence")}.
    </Link>
  );
}
