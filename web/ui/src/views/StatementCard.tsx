import { Link } from "wouter";
import type { Article, Statement } from "../model/graph";
import { modeMeanings, verb } from "../model/relations";
import { day, days, percent } from "../model/text";
import { paths } from "../model/url";
import { useVerbs } from "./data";
import { Line } from "./Line";
import { Marked } from "./Marked";

interface Props {
  statement: Statement;
  article?: Article | undefined;
  current?: boolean;
  /** Names source and target, where the surroundings don't. */
  titled?: boolean;
  /** The article is on the screen already. */
  here?: boolean;
}

/** One piece of evidence: the sentence first, then who says so, where, and why it was read so. */
export function StatementCard({ statement, article, current, titled, here }: Props) {
  return (
    <article className="statement" aria-current={current ? "true" : undefined} id={`statement-${statement.id}`}>
      {titled && <Title statement={statement} />}
      <blockquote className="quote" dir="auto" style={{ margin: "0 0 8px" }}>
        <Marked statement={statement} />
      </blockquote>
      <Reading statement={statement} />
      <Provenance statement={statement} article={article} here={here ?? false} />
      <Why statement={statement} />
    </article>
  );
}

function Title({ statement }: { statement: Statement }) {
  const verbs = useVerbs();
  return (
    <p style={{ fontWeight: 600, marginBottom: 4 }}>
      {statement.source.entity ?? statement.source.text} {verb(verbs, statement.relation)}{" "}
      {statement.target.entity ?? statement.target.text}
    </p>
  );
}

function Reading({ statement }: { statement: Statement }) {
  const when = days(statement.event_from, statement.event_to);
  const facts = [
    when && `for ${when}`,
    statement.place && `at ${statement.place}`,
    statement.quoted && "in quotation marks",
  ];
  return (
    <p className="meta" style={{ marginBottom: 4 }}>
      <span className="state-word">
        <Line polarity={statement.polarity} mode={statement.mode} />
        <strong>{statement.mode}</strong>
        {statement.mode !== "asserted" && <span>{modeMeanings[statement.mode]}</span>}
      </span>
      {facts.filter(Boolean).map((fact) => (
        <span key={String(fact)}>{fact}</span>
      ))}
    </p>
  );
}

function Provenance({
  statement,
  article,
  here,
}: {
  statement: Statement;
  article?: Article | undefined;
  here: boolean;
}) {
  const outlet = statement.publisher || article?.publisher || "Unnamed outlet";
  const date = day(statement.published ?? article?.published) || "undated";
  return (
    <p className="meta">
      <span>
        Said by <strong style={{ color: "var(--text)" }}>{speakers(statement) || outlet}</strong>
      </span>
      <span>
        {outlet}, {date}
      </span>
      {!here && (
        <Link href={paths.article(statement.article_id ?? "", statement.id)}>
          {article?.title ? `Read in “${short(article.title)}”` : "Read in the article"}
        </Link>
      )}
    </p>
  );
}

const short = (title: string) => (title.length > 60 ? `${title.slice(0, 58).trimEnd()}…` : title);

/** The chain, nearest speaker first: "Gatilov, according to Russia". */
function speakers(statement: Statement): string {
  const names = statement.speakers.map((s) => s.entity ?? s.text);
  return names.join(", according to ");
}

const quads = ["neither", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

function Why({ statement }: { statement: Statement }) {
  return (
    <details className="why">
      <summary>Why: confidence {percent(statement.confidence)}</summary>
      <dl className="facts">
        <dt>Rule</dt>
        <dd>{statement.rule || "not recorded"}</dd>
        <dt>Extractor</dt>
        <dd>{statement.extractor || "not recorded"}</dd>
        <dt>Codes</dt>
        <dd>
          {statement.plover
            ? `PLOVER ${statement.plover}, CAMEO ${statement.cameo}, ${quads[statement.quad]}`
            : "none: structure, not an event"}
        </dd>
        <dt>Weight</dt>
        <dd>{statement.weight > 0 ? `+${statement.weight}` : statement.weight} of −10 to +10</dd>
      </dl>
    </details>
  );
}
