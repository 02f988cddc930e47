import { Link, useSearch } from "wouter";
import { count, plural } from "../model/text";
import { everything, paths } from "../model/url";
import { CypherLink } from "./CypherLink";
import { useEntity, useEvidence } from "./data";
import { useEvidenceKeys } from "./EdgePanel";
import { go } from "./history";
import { MarkKey } from "./Marked";
import { StatementCard } from "./StatementCard";
import { Failed, Loading } from "./states";
import { useTitle } from "./title";

/** Everything that is said between two actors, in either direction. */
export function RelationPage({ source, target }: { source: string; target: string }) {
  const ev = new URLSearchParams(useSearch()).get("ev") ?? "";
  const a = useEntity(source);
  const b = useEntity(target);
  useTitle(a.data && b.data ? `${a.data.name} and ${b.data.name}` : "");
  const evidence = useEvidence({ source, target, between: true, filter: everything });
  const pages = evidence.data?.pages ?? [];
  const statements = pages.flatMap((page) => page.statements);
  const articles = new Map(pages.flatMap((page) => page.articles.map((x) => [x.id, x] as const)));
  useEvidenceKeys(
    statements.map((s) => s.id ?? ""),
    ev,
    (id) => go(paths.relation(source, target, id), { replace: true }),
  );
  const error = a.error ?? b.error ?? evidence.error;
  if (error) return <Failed error={error} retry={() => void evidence.refetch()} />;
  if (!evidence.data || !a.data || !b.data) return <Loading what="Fetching the sentences…" />;
  const total = pages[0]?.total ?? 0;
  return (
    <div className="page">
      <div className="page-inner" style={{ maxWidth: 760 }}>
        <div className="page-head">
          <div>
            <h1>
              <Link href={paths.actor(source)}>{a.data.name}</Link> and{" "}
              <Link href={paths.actor(target)}>{b.data.name}</Link>
            </h1>
            <p className="dim">{plural(total, "sentence")} in either direction, newest first</p>
          </div>
          <Link className="button" href={paths.graph({ around: [source, target] })}>
            Show both in the graph
          </Link>
        </div>
        <MarkKey />
        <div style={{ marginTop: 12 }}>
          {statements.map((s) => (
            <StatementCard
              key={s.id}
              statement={s}
              article={articles.get(s.article_id ?? "")}
              current={s.id === ev}
              titled
            />
          ))}
        </div>
        {statements.length === 0 && <p className="dim">Nothing is said between these two.</p>}
        {evidence.hasNextPage && (
          <button
            type="button"
            className="button"
            style={{ marginTop: 16 }}
            onClick={() => void evidence.fetchNextPage()}
          >
            Show more: {count(statements.length)} of {count(total)} shown
          </button>
        )}
        <CypherLink answer={pages[0]} />
      </div>
    </div>
  );
}
