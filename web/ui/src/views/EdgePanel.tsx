import { useEffect, useMemo } from "react";
import { Link } from "wouter";
import { copiesAmong } from "../model/copies";
import type { Edge, Relation, RelationInfo } from "../model/graph";
import { byEvidence, pairOf } from "../model/picture";
import { edgeMode, edgeWords, judgedMeaning, judgedWords, verb } from "../model/relations";
import { count, days, plural } from "../model/text";
import { onlyFilter, paths, type Selection } from "../model/url";
import { CypherLink } from "./CypherLink";
import { useEntity, useEvidence, useVerbs } from "./data";
import { Icon } from "./icons";
import { useKeys } from "./keys";
import { Line } from "./Line";
import { MarkKey } from "./Marked";
import type { PanelProps } from "./Panel";
import { StatementCard } from "./StatementCard";
import { Failed, Loading } from "./states";

type Props = PanelProps & { selection: Extract<Selection, { kind: "edge" }> };

/** The evidence of an edge: its sentences, who says so, and where. */
export function EdgePanel({ selection, state, picture, select, change, point }: Props) {
  const verbs = useVerbs();
  const filter = onlyFilter(state);
  const evidence = useEvidence({
    source: selection.source,
    target: selection.target,
    filter: { ...filter, relation: [selection.relation], polarity: [] },
  });
  const edge = picture.edges.find((e) => e.key === selection.key);
  const source = useName(selection.source, picture);
  const target = useName(selection.target, picture);
  const statements = useMemo(() => evidence.data?.pages.flatMap((page) => page.statements) ?? [], [evidence.data]);
  const articles = useMemo(
    () => new Map(evidence.data?.pages.flatMap((page) => page.articles.map((a) => [a.id, a] as const))),
    [evidence.data],
  );
  const total = evidence.data?.pages[0]?.total ?? 0;
  useEvidenceKeys(
    statements.map((s) => s.id ?? ""),
    state.ev,
    (ev) => change({ ev }, { replace: true }),
  );
  return (
    <>
      <div className="panel-part">
        <div className="panel-head">
          <h2 className="sentence-title">
            <button type="button" className="link-button" onClick={() => select(selection.source)}>
              {source}
            </button>{" "}
            <span className={edgeTone(edge)}>
              {edge ? edgeWords(verbs, edge) : verb(verbs, selection.relation as Relation)}
            </span>{" "}
            <button type="button" className="link-button" onClick={() => select(selection.target)}>
              {target}
            </button>
          </h2>
          <CloseButton close={() => select("")} />
        </div>
        <p className="dim numbers" style={{ marginTop: 6 }}>
          {edge ? counts(edge) : plural(total, "sentence")}
        </p>
        {edge && copiesAmong(edge) && <p className="dim numbers">{copiesAmong(edge)}</p>}
        <Judged info={verbs.get(selection.relation as Relation)} />
        <Siblings edges={picture.edges} selection={selection} target={target} select={select} point={point} />
      </div>
      <div className="panel-part" style={{ paddingBlock: 10 }}>
        <MarkKey />
      </div>
      {evidence.isPending && <Loading what="Fetching the sentences…" />}
      {evidence.error && <Failed error={evidence.error} retry={() => void evidence.refetch()} />}
      {statements.map((statement) => (
        <StatementCard
          key={statement.id}
          statement={statement}
          article={articles.get(statement.article_id ?? "")}
          current={statement.id === state.ev}
        />
      ))}
      {evidence.data && statements.length === 0 && (
        <p className="panel-part dim">No sentence of this relation passes the filters.</p>
      )}
      {evidence.hasNextPage && (
        <div className="panel-part">
          <button
            type="button"
            className="button"
            onClick={() => void evidence.fetchNextPage()}
            disabled={evidence.isFetchingNextPage}
          >
            Show more: {count(statements.length)} of {count(total)} shown
          </button>
        </div>
      )}
      <div className="panel-part">
        <Link href={paths.relation(selection.source, selection.target, state.ev)}>
          Everything between {source} and {target}, both ways
        </Link>
      </div>
      <CypherLink answer={evidence.data?.pages[0]} />
    </>
  );
}

const edgeTone = (edge: Edge | undefined) =>
  !edge || edge.polarity === 0 ? "neutral" : edge.polarity > 0 ? "positive" : "negative";

/** "14 sentences, 3 independent sources, 2 hedged, 12–24 Apr 2017" */
export function counts(edge: Edge): string {
  const parts = [
    plural(edge.statements, "sentence"),
    plural(edge.independent, "independent source"),
    `${count(edge.hedged)} hedged`,
  ];
  if (edge.planned > 0) parts.push(`${count(edge.planned)} planned`);
  if (edge.conditional > 0) parts.push(`${count(edge.conditional)} conditional`);
  if (edge.negated > 0) parts.push(`${count(edge.negated)} negated`);
  if (edge.first) parts.push(days(edge.first, edge.last));
  return parts.join(", ");
}

/** How often statements of this relation are read right. */
function Judged({ info }: { info: RelationInfo | undefined }) {
  const words = judgedWords(info);
  if (!words) return null;
  return (
    <details className="why numbers">
      <summary>{words}</summary>
      <p style={{ marginTop: 4 }}>{judgedMeaning(info)}</p>
    </details>
  );
}

function useName(id: string, picture: Props["picture"]): string {
  const known = picture.nodes.find((node) => node.id === id)?.name;
  const asked = useEntity(known ? "" : id);
  return known ?? asked.data?.name ?? id;
}

/** [ and ] step through the sentences. */
export function useEvidenceKeys(ids: string[], now: string, show: (id: string) => void): void {
  const step = (by: number) => () => {
    if (ids.length === 0) return;
    const at = ids.indexOf(now);
    show(ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length] as string);
  };
  useKeys({ "[": step(-1), "]": step(1) });
  const ready = ids.includes(now);
  useEffect(() => {
    if (ready) document.getElementById(`statement-${now}`)?.scrollIntoView({ block: "nearest" });
  }, [now, ready]);
}

interface SiblingsProps extends Pick<Props, "selection" | "select" | "point"> {
  edges: Edge[];
  target: string;
}

/** The other relations of the same two actors, either way. */
function Siblings({ edges, selection, target, select, point }: SiblingsProps) {
  const verbs = useVerbs();
  const pair = pairOf(selection);
  const others = byEvidence(edges.filter((e) => pairOf(e) === pair && e.key !== selection.key));
  if (others.length === 0) return null;
  return (
    <div className="chips" style={{ marginTop: 12 }}>
      {others.map((edge) => (
        <button
          type="button"
          className="chip"
          key={edge.key}
          onClick={() => select(edge.key)}
          onMouseEnter={() => point(edge.key)}
          onMouseLeave={() => point("")}
        >
          <Line polarity={edge.polarity} mode={edgeMode(edge)} width={22} />
          {edge.source === selection.source ? edgeWords(verbs, edge) : `${target} ${edgeWords(verbs, edge)}`}
          <span className="dim numbers">{edge.statements}</span>
        </button>
      ))}
    </div>
  );
}

export function CloseButton({ close }: { close: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label="Close (Esc)" title="Close (Esc)" onClick={close}>
      <Icon name="close" />
    </button>
  );
}
