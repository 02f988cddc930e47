import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { batches } from "../api/questions";
import type { Batch } from "../model/graph";
import { count, plural } from "../model/text";
import { paths } from "../model/url";
import { BatchWord, moment } from "./batch";
import { DropBox } from "./Drop";
import { useStakeholders } from "./Stakeholders";
import { Failed } from "./states";
import { useTitle } from "./title";

/** Where articles are loaded, with what was loaded before. */
export function Batches() {
  useTitle("Load articles");
  const { data, error, refetch } = useQuery({
    queryKey: ["batches"],
    queryFn: ({ signal }) => batches(signal),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.some(going) ? 2000 : false),
  });
  return (
    <div className="page">
      <div className="page-inner">
        <div className="page-head">
          <h1>Load articles</h1>
        </div>
        <DropBox offerSample />
        <Actors />
        {error && <Failed error={error} retry={() => void refetch()} />}
        {data && data.length > 0 && (
          <>
            <h2 style={{ margin: "32px 0 8px" }}>Loads</h2>
            <table className="data">
              <thead>
                <tr>
                  {["Load", "State", "Articles", "Statements", "Rejected"].map((word, i) => (
                    <th scope="col" key={word} className={i > 1 ? "number" : undefined}>
                      <span>{word}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.map((batch) => (
                  <Row key={batch.id} batch={batch} />
                ))}
              </tbody>
            </table>
          </>
        )}
      </div>
    </div>
  );
}

/** Which list of actors of one's own the articles are read by. */
function Actors() {
  const { data } = useStakeholders();
  return (
    <p style={{ marginTop: 16 }}>
      Actors are told by what Entente knows
      {data?.sum ? `, and first by your list ${data.name} of ${plural(data.actors, "actor")}` : ""}.{" "}
      <Link href="/stakeholders">{data?.sum ? "Your stakeholders" : "Add your own stakeholders"}</Link>
    </p>
  );
}

const going = (batch: Batch) => batch.state === "queued" || batch.state === "running";

function Row({ batch }: { batch: Batch }) {
  const { counts } = batch;
  return (
    <tr>
      <td>
        <Link href={paths.batch(batch.id)}>{batch.name || batch.id}</Link>
        <br />
        <span className="dim small">{moment(batch.created)}</span>
      </td>
      <td>
        <BatchWord state={batch.state} />
      </td>
      <td className="number">
        {count(counts.done + counts.unchanged)}
        {counts.unchanged > 0 && (
          <span className="dim small"> ({plural(counts.unchanged, "unchanged", "unchanged")})</span>
        )}
      </td>
      <td className="number">{count(counts.statements)}</td>
      <td className="number">{count(counts.rejected + counts.failed)}</td>
    </tr>
  );
}
