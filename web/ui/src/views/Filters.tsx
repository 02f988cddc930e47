// The legend is the filter: each line shows how something is drawn, and a
// click takes it out of the picture or back in.
import { useId, useState } from "react";
import type { Coalition } from "../model/coalitions";
import { coalitionColors, polarityOf, type Scheme, type Stance, stances } from "../model/encoding";
import type { Mode, PublisherCount, RelationInfo } from "../model/graph";
import { kinds } from "../model/kinds";
import { judgedMeaning, judgedWords, modeMeanings, modes, plain } from "../model/relations";
import { day, plural } from "../model/text";
import { everything, type Filter, filtered } from "../model/url";
import { Icon, KindIcon } from "./icons";
import { Line } from "./Line";

interface Props {
  filter: Filter;
  change: (part: Partial<Filter>) => void;
  relations: RelationInfo[];
  publishers: PublisherCount[];
  coalitions: Coalition[];
  kindsShown: Set<string>;
  scheme: Scheme;
  open: boolean;
  close: () => void;
}

export function Filters(props: Props) {
  const { filter, change } = props;
  return (
    <aside className="side filters" aria-label="Legend and filters" data-open={props.open}>
      <div className="filter-group only-narrow" style={{ width: "100%", justifyContent: "space-between" }}>
        <strong>Legend and filters</strong>
        <button type="button" className="icon-button" aria-label="Close filters" onClick={props.close}>
          <Icon name="close" />
        </button>
      </div>
      <StanceFilter {...props} />
      <ModeFilter filter={filter} change={change} />
      <EvidenceFilter filter={filter} change={change} />
      <PublisherFilter {...props} />
      <TimeFilter filter={filter} change={change} />
      <Coalitions coalitions={props.coalitions} scheme={props.scheme} />
      <KindLegend shown={props.kindsShown} />
      {filtered(filter) && (
        <div className="filter-group">
          <button type="button" className="button" onClick={() => change(everything)}>
            Clear all filters
          </button>
        </div>
      )}
    </aside>
  );
}

/** A choice among all: an empty list stands for all of them, and the last one can't be taken away. */
function toggled<T>(chosen: T[], value: T, all: readonly T[]): T[] {
  const now = chosen.length === 0 ? [...all] : chosen;
  const next = now.includes(value) ? now.filter((v) => v !== value) : all.filter((v) => v === value || now.includes(v));
  return next.length === all.length || next.length === 0 ? [] : next;
}

const stanceWords: Record<Stance, string> = { positive: "Cooperation", neutral: "Neutral", negative: "Conflict" };

function StanceFilter({ filter, change, relations }: Props) {
  const all = stances.map((s) => polarityOf[s]);
  return (
    <fieldset className="filter-group">
      <legend>Stance</legend>
      {stances.map((name) => (
        <StanceRow
          key={name}
          name={name}
          on={filter.polarity.length === 0 || filter.polarity.includes(polarityOf[name])}
          toggle={() => change({ polarity: toggled(filter.polarity, polarityOf[name], all) })}
          infos={relations.filter((r) => r.polarity === polarityOf[name])}
          chosen={filter.relation}
          choose={(relation) =>
            change({
              relation: toggled(
                filter.relation,
                relation,
                relations.map((r) => r.relation as string),
              ),
            })
          }
        />
      ))}
    </fieldset>
  );
}

interface StanceRowProps {
  name: Stance;
  on: boolean;
  toggle: () => void;
  infos: RelationInfo[];
  chosen: string[];
  choose: (relation: string) => void;
}

function StanceRow({ name, on, toggle, infos, chosen, choose }: StanceRowProps) {
  const picked = infos.filter((info) => chosen.includes(info.relation)).length;
  const [open, setOpen] = useState(picked > 0);
  const id = useId();
  return (
    <>
      <div className="filter-row">
        <label>
          <input className="check" type="checkbox" checked={on} onChange={toggle} />
          <Line polarity={polarityOf[name]} mode="asserted" />
          {stanceWords[name]}
        </label>
        <button
          type="button"
          className="icon-button"
          style={{ width: 28, height: 28 }}
          aria-expanded={open}
          aria-controls={id}
          aria-label={`Relations of ${stanceWords[name].toLowerCase()}`}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "up" : "down"} size={14} />
        </button>
      </div>
      {open && (
        <div className="sub" id={id}>
          {infos.map((info) => (
            <RelationRow
              key={info.relation}
              info={info}
              on={chosen.length === 0 || chosen.includes(info.relation)}
              choose={() => choose(info.relation)}
            />
          ))}
        </div>
      )}
    </>
  );
}

function RelationRow({ info, on, choose }: { info: RelationInfo; on: boolean; choose: () => void }) {
  const id = useId();
  const judged = judgedWords(info, true);
  return (
    <>
      <div className="filter-row">
        <label>
          <input
            className="check"
            type="checkbox"
            checked={on}
            onChange={choose}
            aria-describedby={judged ? id : undefined}
          />
          <span className="clip">{plain(info.relation)}</span>
        </label>
      </div>
      {judged && (
        <p className="judged dim small numbers" id={id} title={judgedMeaning(info)}>
          {judged}
        </p>
      )}
    </>
  );
}

function ModeFilter({ filter, change }: Pick<Props, "filter" | "change">) {
  return (
    <fieldset className="filter-group">
      <legend>Mode</legend>
      {modes.map((mode: Mode) => (
        <div className="filter-row" key={mode} title={modeMeanings[mode]}>
          <label>
            <input
              className="check"
              type="checkbox"
              checked={filter.mode.length === 0 || filter.mode.includes(mode)}
              onChange={() => change({ mode: toggled(filter.mode, mode, modes) })}
            />
            <Line polarity={0} mode={mode} />
            {mode}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

function EvidenceFilter({ filter, change }: Pick<Props, "filter" | "change">) {
  const id = useId();
  return (
    <div className="filter-group">
      <label className="filter-title" htmlFor={id}>
        Evidence
      </label>
      <select
        id={id}
        className="select"
        value={filter.min <= 1 ? 0 : filter.min}
        onChange={(event) => change({ min: Number(event.target.value) })}
      >
        <option value={0}>Any number of sources</option>
        {least(filter.min).map((n) => (
          <option key={n} value={n}>
            At least {plural(n, "independent source")}
          </option>
        ))}
      </select>
      <p className="dim small" style={{ marginTop: 6 }}>
        The wider the line, the more independent sources.
      </p>
    </div>
  );
}

const least = (now: number) => [...new Set([2, 3, 5, 10, ...(now > 1 ? [now] : [])])].sort((a, b) => a - b);

function PublisherFilter({ filter, change, publishers }: Props) {
  const [all, setAll] = useState(false);
  const names = publishers.map((p) => p.publisher);
  const few = all ? publishers : publishers.filter((p, i) => i < 6 || filter.publisher.includes(p.publisher));
  if (publishers.length === 0) return null;
  return (
    <fieldset className="filter-group">
      <legend>
        <span>Publisher</span>
        <span className="dim" style={{ fontWeight: 400 }}>
          articles
        </span>
      </legend>
      {few.map(({ publisher, articles }) => (
        <div className="filter-row" key={publisher}>
          <label>
            <input
              className="check"
              type="checkbox"
              checked={filter.publisher.length === 0 || filter.publisher.includes(publisher)}
              onChange={() => change({ publisher: toggled(filter.publisher, publisher, names) })}
            />
            <span className="clip" title={publisher}>
              {publisher}
            </span>
            <span className="aside">{articles}</span>
          </label>
        </div>
      ))}
      {few.length < publishers.length && (
        <button type="button" className="link-button small" onClick={() => setAll(true)}>
          Show all {publishers.length}
        </button>
      )}
    </fieldset>
  );
}

function TimeFilter({ filter, change }: Pick<Props, "filter" | "change">) {
  const input = (name: "from" | "to", word: string) => (
    <label className="small" style={{ display: "grid", gridTemplateColumns: "36px 1fr", alignItems: "center" }}>
      {word}
      <input
        className="input"
        type="date"
        value={filter[name]}
        title={day(filter[name])}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </label>
  );
  return (
    <fieldset className="filter-group">
      <legend>Time</legend>
      <div style={{ display: "grid", gap: 6 }}>
        {input("from", "From")}
        {input("to", "To")}
      </div>
    </fieldset>
  );
}

function Coalitions({ coalitions, scheme }: Pick<Props, "coalitions" | "scheme">) {
  const shown = coalitions.slice(0, coalitionColors[scheme].length);
  if (shown.length === 0) return null;
  return (
    <section className="filter-group">
      <h2 className="filter-title">Coalitions, by who supports whom</h2>
      {shown.map((coalition, i) => (
        <div className="filter-row" key={coalition.leader.id}>
          <svg className="swatch" width="18" height="18" aria-hidden="true">
            <circle cx="9" cy="9" r="6.5" fill="none" stroke={coalitionColors[scheme][i]} strokeWidth="3.5" />
          </svg>
          <span className="clip">{coalition.leader.name}</span>
          <span className="aside">{plural(coalition.members.length, "actor")}</span>
        </div>
      ))}
    </section>
  );
}

function KindLegend({ shown }: { shown: Set<string> }) {
  const present = Object.entries(kinds).filter(([kind]) => shown.has(kind));
  if (present.length === 0) return null;
  return (
    <section className="filter-group">
      <h2 className="filter-title">Kinds of actors</h2>
      {present.map(([kind, { word }]) => (
        <div className="filter-row" key={kind}>
          <span className="dim" style={{ display: "grid" }}>
            <KindIcon kind={kind as keyof typeof kinds} />
          </span>
          {word}
        </div>
      ))}
    </section>
  );
}
