// The text of an article with everything read from it. Text is only ever
// rendered as text.
import { useEffect, useMemo, useState } from "react";
import { Link, useSearch } from "wouter";
import { removeArticle } from "../api/questions";
import { carried, outlet } from "../model/copies";
import { stance } from "../model/encoding";
import type { Copies, ArticlePage as Page, Statement } from "../model/graph";
import { verb } from "../model/relations";
import { leading, type Segment, segments, spansOf } from "../model/spans";
import { count, day, plural } from "../model/text";
import { paths } from "../model/url";
import { CypherLink } from "./CypherLink";
import { changed, useArticle, useVerbs } from "./data";
import { useEvidenceKeys } from "./EdgePanel";
import { go } from "./history";
import { Line } from "./Line";
import { MarkKey } from "./Marked";
import { StatementCard } from "./StatementCard";
import { Failed, focused, Loading } from "./states";
import { useTitle } from "./title";

export function ArticlePage({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useArticle(id);
  useTitle(data?.article.title ?? "");
  if (isPending) return <Loading what="Fetching the article…" />;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return <Article page={data} />;
}

function Article({ page }: { page: Page }) {
  const chosen = new URLSearchParams(useSearch()).get("s") ?? "";
  const { article, statements } = page;
  useEvidenceKeys(
    statements.map((s) => s.id ?? ""),
    chosen,
    (s) => go(paths.article(article.id, s), { replace: true }),
  );
  useEffect(() => {
    if (chosen) document.querySelector(`[data-statement="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: "center" });
  }, [chosen]);
  return (
    <div className="article-layout">
      <div className="article-scroll" tabIndex={0} role="region" aria-label="Text of the article">
        <article className="article-body">
          <Head page={page} />
          <Text text={article.text ?? ""} statements={statements} chosen={chosen} article={article.id} />
          <Removal id={article.id} versions={page.versions.length} />
        </article>
      </div>
      <aside className="side panel" aria-label="Statements read from this article" data-open="true">
        <div className="panel-part">
          <h2>{plural(statements.length, "statement")} read from this text</h2>
          <div style={{ marginTop: 10 }}>
            <MarkKey />
          </div>
        </div>
        {statements.length === 0 && (
          <p className="panel-part dim">
            No sentence names two actors and a relation between them in words that the extractor knows.
          </p>
        )}
        {statements.map((s) => (
          <Entry key={s.id} statement={s} chosen={s.id === chosen} article={article.id} page={page} />
        ))}
        <CypherLink answer={page} />
      </aside>
    </div>
  );
}

function Head({ page: { article, versions, copies } }: { page: Page }) {
  const byline = [article.publisher, article.author && `by ${article.author}`, day(article.published) || "undated"];
  return (
    <>
      <h1>{article.title || article.key}</h1>
      <p className="dim">{byline.filter(Boolean).join(", ")}</p>
      {article.url && /^https?:/.test(article.url) && (
        <p className="small">
          <a href={article.url} rel="noreferrer noopener" target="_blank">
            Original page
          </a>
        </p>
      )}
      {versions.length > 1 && (
        <p className="small">
          Version {article.version} of {versions.length}:{" "}
          {versions.map((v) => (
            <Link key={v.id} href={paths.article(v.id)} style={{ marginRight: 8 }} aria-current={v.id === article.id}>
              {v.version}
            </Link>
          ))}
        </p>
      )}
      {copies.total > 1 && <CopyList copies={copies} id={article.id} />}
      {article.current === false && <p className="notice">A later text replaced this version.</p>}
    </>
  );
}

/** Who carries this text, earliest first. */
function CopyList({ copies, id }: { copies: Copies; id: string }) {
  return (
    <details className="why copies">
      <summary>{carried(copies)}</summary>
      <p>All of them count as one source.</p>
      <ul>
        {copies.articles.map((copy) => (
          <li key={copy.id}>
            <Link href={paths.article(copy.id)} aria-current={copy.id === id}>
              {copy.title || copy.key}
            </Link>{" "}
            <span className="dim">{outlet(copy)}</span>
          </li>
        ))}
      </ul>
      {copies.total > copies.articles.length && (
        <p className="dim">and {count(copies.total - copies.articles.length)} more</p>
      )}
    </details>
  );
}

/** Takes the article out again, when asked twice. */
function Removal({ id, versions }: { id: string; versions: number }) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const confirm = async () => {
    setBusy(true);
    try {
      await removeArticle(id);
      go("/articles");
      changed();
    } catch (e) {
      setError((e as Error).message);
      setBusy(false);
    }
  };
  if (!asked)
    return (
      <p className="small" style={{ marginTop: 32 }}>
        <button type="button" className="link-button" onClick={() => setAsked(true)}>
          Remove this article
        </button>
      </p>
    );
  return (
    <div className="notice" role="group" aria-label="Remove this article" style={{ marginTop: 32 }}>
      <p>
        {versions > 1 ? `All ${versions} versions` : "The article"} and every statement read from it will go. Edges keep
        what other articles support.
      </p>
      <div className="actions">
        <button type="button" className="button" disabled={busy} onClick={() => void confirm()}>
          {busy ? "Removing…" : "Remove"}
        </button>
        <button type="button" className="button" disabled={busy} ref={focused} onClick={() => setAsked(false)}>
          Keep
        </button>
      </div>
      {error && (
        <p className="alarm-text" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextProps {
  text: string;
  statements: Statement[];
  chosen: string;
  article: string;
}

function Text({ text, statements, chosen, article }: TextProps) {
  const byID = useMemo(() => new Map(statements.map((s) => [s.id ?? "", s])), [statements]);
  const parts = useMemo(
    () =>
      segments(
        text,
        statements.flatMap((s) => spansOf({ ...s, id: s.id ?? "" })),
      ),
    [text, statements],
  );
  return (
    <div className="article-text" dir="auto">
      {parts.map((segment) => (
        <Piece key={segment.start} segment={segment} byID={byID} chosen={chosen} article={article} />
      ))}
    </div>
  );
}

interface PieceProps {
  segment: Segment;
  byID: Map<string, Statement>;
  chosen: string;
  article: string;
}

/** A stretch of text: all parts of the chosen statement are marked, of the others the sentence and its trigger. */
function Piece({ segment, byID, chosen, article }: PieceProps) {
  if (segment.spans.length === 0) return <>{segment.text}</>;
  const own = segment.spans.filter((span) => span.statement === chosen);
  const part = leading({ ...segment, spans: own.filter((span) => span.part !== "sentence") });
  const trigger = segment.spans.find((span) => span.part === "trigger");
  const first = own[0] ?? segment.spans[0];
  const lead = byID.get((trigger ?? first)?.statement ?? "");
  const tone = `said tone-${stance(lead?.polarity ?? 0)}${own.length > 0 ? " now" : ""}`;
  let content = <>{segment.text}</>;
  if (part) content = <mark data-part={part}>{content}</mark>;
  if (trigger) {
    content = (
      <Link className="trigger" href={paths.article(article, trigger.statement)} data-statement={trigger.statement}>
        {content}
      </Link>
    );
  }
  return <span className={tone}>{content}</span>;
}

interface EntryProps {
  statement: Statement;
  chosen: boolean;
  article: string;
  page: Page;
}

function Entry({ statement, chosen, article, page }: EntryProps) {
  const verbs = useVerbs();
  if (chosen) return <StatementCard statement={statement} article={page.article} current titled here />;
  return (
    <div className="panel-part" style={{ padding: 0 }}>
      <Link
        className="row"
        style={{ padding: "9px 18px" }}
        href={paths.article(article, statement.id)}
        replace
        id={`statement-${statement.id}`}
      >
        <Line polarity={statement.polarity} mode={statement.mode} />
        <span>
          {statement.source.entity ?? statement.source.text} {verb(verbs, statement.relation)}{" "}
          {statement.target.entity ?? statement.target.text}
        </span>
      </Link>
    </div>
  );
}
