import { Link } from "wouter";
import type { Edge, Profile } from "../model/graph";
import { look } from "../model/kinds";
import { byEvidence } from "../model/picture";
import { edgeMode, edgeWords, plain } from "../model/relations";
import { count, days, plural } from "../model/text";
import { paths } from "../model/url";
import { CypherLink } from "./CypherLink";
import { useEntity, useVerbs } from "./data";
import { CloseButton } from "./EdgePanel";
import { Icon, KindIcon } from "./icons";
import { Line } from "./Line";
import type { PanelProps } from "./Panel";
import { Failed, Loading } from "./states";

/** The profile of an actor beside the picture. */
export function NodePanel(props: PanelProps & { id: string }) {
  const { id, select, expand, hide, change, picture, point } = props;
  const { data, error, isPending, refetch } = useEntity(id);
  if (isPending) return <Loading what="Fetching the profile…" />;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const hidden = picture.nodes.find((node) => node.id === id)?.hidden ?? 0;
  const tried = props.state.expand.includes(id) || props.complete;
  const own = byEvidence(picture.edges.filter((e) => e.source === id || e.target === id));
  return (
    <>
      <div className="panel-part">
        <div className="panel-head">
          <ProfileHead profile={data} />
          <CloseButton close={() => select("")} />
        </div>
        <div className="actions">
          <button type="button" className="button" onClick={() => expand(id)} disabled={hidden === 0 || tried}>
            <Icon name="expand" size={16} /> {expandWords(hidden, tried)}
          </button>
          <button type="button" className="button" onClick={() => hide(id)}>
            <Icon name="hide" size={16} /> Hide
          </button>
          <button
            type="button"
            className="button"
            onClick={() => change({ around: [id], hops: 1, expand: [], hide: [] })}
          >
            <Icon name="focus" size={16} /> Only around it
          </button>
        </div>
      </div>
      <div className="panel-part">
        <h2 className="part-title">Relations in the picture</h2>
        {own.length === 0 && <p className="dim">None passes the filters.</p>}
        <ul className="row-list">
          {own.map((edge) => (
            <li key={edge.key}>
              <EdgeRow edge={edge} id={id} picture={picture} select={select} point={point} />
            </li>
          ))}
        </ul>
      </div>
      <Affiliations profile={data} select={select} />
      <Names profile={data} />
      <div className="panel-part">
        <Link href={paths.actor(id)}>Full profile of {data.name}</Link>
      </div>
      <CypherLink answer={data} />
    </>
  );
}

function expandWords(hidden: number, tried: boolean): string {
  if (hidden === 0) return "All neighbors shown";
  return tried ? `${plural(hidden, "neighbor")} left out by the filters` : `Add ${plural(hidden, "neighbor")}`;
}

export function ProfileHead({ profile, page }: { profile: Profile; page?: boolean }) {
  return (
    <div>
      <p className="dim small state-word">
        <KindIcon kind={profile.kind} size={14} /> {look(profile.kind).word}
        {profile.sector ? `, ${profile.sector}` : ""}
      </p>
      {page ? <h1>{profile.name}</h1> : <h2 className="sentence-title">{profile.name}</h2>}
      {profile.description && <p style={{ marginTop: 4 }}>{profile.description}</p>}
      {profile.aliases && profile.aliases.length > 0 && (
        <p className="dim small" style={{ marginTop: 4 }}>
          Also {profile.aliases.slice(0, 6).join(", ")}
        </p>
      )}
      <p className="dim numbers" style={{ marginTop: 6 }}>
        {plural(profile.degree, "neighbor")}, {plural(profile.statements, "statement")}
        {profile.first && `, ${days(profile.first, profile.last)}`}
      </p>
      {(profile.place || profile.from) && (
        <p className="dim">{[profile.place, days(profile.from, profile.to)].filter(Boolean).join(", ")}</p>
      )}
    </div>
  );
}

interface EdgeRowProps extends Pick<PanelProps, "picture" | "select" | "point"> {
  edge: Edge;
  id: string;
}

function EdgeRow({ edge, id, picture, select, point }: EdgeRowProps) {
  const verbs = useVerbs();
  const name = (key: string) => picture.nodes.find((n) => n.id === key)?.name ?? key;
  return (
    <button
      type="button"
      className="plain-button row"
      onClick={() => select(edge.key)}
      onMouseEnter={() => point(edge.key)}
      onMouseLeave={() => point("")}
      onFocus={() => point(edge.key)}
      onBlur={() => point("")}
    >
      <Line polarity={edge.polarity} mode={edgeMode(edge)} />
      <span>
        {edge.source === id ? "" : `${name(edge.source)} `}
        {edgeWords(verbs, edge)}
        {edge.target === id ? "" : ` ${name(edge.target)}`}
      </span>
      <span className="aside">{edge.statements}</span>
    </button>
  );
}

export function Affiliations({ profile, select }: { profile: Profile; select?: (id: string) => void }) {
  if (profile.affiliations.length === 0) return null;
  return (
    <div className="panel-part">
      <h2 className="part-title">Affiliations</h2>
      <ul className="row-list">
        {profile.affiliations.map(({ entity, outgoing }) => (
          <li key={entity.id + outgoing}>
            <Link
              className="row"
              href={paths.actor(entity.id)}
              onClick={(event) => {
                if (!select) return;
                event.preventDefault();
                select(entity.id);
              }}
            >
              <span className="dim" style={{ display: "grid" }}>
                <KindIcon kind={entity.kind} />
              </span>
              <span>{entity.name}</span>
              <span className="aside">{outgoing ? "it belongs to" : "belongs to it"}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The words by which texts name the actor. */
export function Names({ profile }: { profile: Profile }) {
  if (profile.surfaces.length === 0) return null;
  return (
    <div className="panel-part">
      <h2 className="part-title">Named in texts as</h2>
      <div className="chips" style={{ marginTop: 8 }}>
        {profile.surfaces.map((surface) => (
          <span className="chip" key={surface.text}>
            {surface.text} <span className="dim numbers">{count(surface.count)}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

export function RelationCounts({ profile }: { profile: Profile }) {
  if (profile.relations.length === 0) return null;
  return (
    <div className="panel-part">
      <h2 className="part-title">Statements by relation</h2>
      <table className="data" style={{ marginTop: 6 }}>
        <thead>
          <tr>
            <th scope="col">
              <span>Relation</span>
            </th>
            <th scope="col" className="number">
              <span>as source</span>
            </th>
            <th scope="col" className="number">
              <span>as target</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {profile.relations.map((row) => (
            <tr key={row.relation}>
              <td>{plain(row.relation)}</td>
              <td className="number">{count(row.outgoing)}</td>
              <td className="number">{count(row.incoming)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
