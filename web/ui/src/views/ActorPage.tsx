import { Link } from "wouter";
import type { Profile } from "../model/graph";
import { edgeMode, edgeWords } from "../model/relations";
import { paths } from "../model/url";
import { CypherLink } from "./CypherLink";
import { useEntity, useVerbs } from "./data";
import { Icon } from "./icons";
import { Line } from "./Line";
import { Affiliations, Names, ProfileHead, RelationCounts } from "./NodePanel";
import { Failed, Loading } from "./states";
import { useTitle } from "./title";

/** The profile of one actor, on a page of its own. */
export function ActorPage({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useEntity(id);
  useTitle(data?.name ?? "");
  if (isPending) return <Loading what="Fetching the profile…" />;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <div className="page">
      <div className="page-inner" style={{ maxWidth: 760 }}>
        <div className="page-head">
          <ProfileHead profile={data} page />
          <Link className="button primary" href={paths.graph({ sel: data.id })}>
            <Icon name="graph" size={16} /> Show in the graph
          </Link>
        </div>
        <Strongest profile={data} />
        <RelationCounts profile={data} />
        <Affiliations profile={data} />
        <Names profile={data} />
        <CypherLink answer={data} />
      </div>
    </div>
  );
}

function Strongest({ profile }: { profile: Profile }) {
  const verbs = useVerbs();
  const names = new Map(profile.top.nodes.map((n) => [n.id, n.name]));
  const name = (id: string) => (id === profile.id ? profile.name : (names.get(id) ?? id));
  if (profile.top.edges.length === 0) return null;
  return (
    <div className="panel-part">
      <h2 className="part-title">Strongest relations</h2>
      <ul className="row-list">
        {profile.top.edges.map((edge) => (
          <li key={edge.key}>
            <Link className="row" href={paths.graph({ sel: edge.key })}>
              <Line polarity={edge.polarity} mode={edgeMode(edge)} />
              <span>
                {name(edge.source)} {edgeWords(verbs, edge)} {name(edge.target)}
              </span>
              <span className="aside">{edge.statements}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
