// The reader's own list of actors: what it is, how it is set and removed.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { Link } from "wouter";
import { removeStakeholders, setStakeholdersAgain, stakeholders, stakeholdersFile } from "../api/questions";
import type { StakeholderList } from "../model/graph";
import { count, plural } from "../model/text";
import { moment } from "./batch";
import { Icon } from "./icons";
import { Failed, focused, Loading, Notice } from "./states";
import { useTitle } from "./title";
import { forget, setList, start, useUpload } from "./upload";

export function useStakeholders() {
  return useQuery({
    queryKey: ["stakeholders"],
    queryFn: ({ signal }) => stakeholders(signal),
    staleTime: 0,
    // A list that is being applied will be.
    refetchInterval: (query) => (query.state.data?.applied === false ? 2000 : false),
  });
}

export function Stakeholders() {
  useTitle("Your stakeholders");
  const { data, error, isPending, refetch } = useStakeholders();
  return (
    <div className="page">
      <div className="page-inner">
        <div className="page-head">
          <div>
            <p className="dim small">
              <Link href="/batches">Load articles</Link>
            </p>
            <h1>Your stakeholders</h1>
            <p className="dim">
              Actors as you know them. Their names win over those that Entente knows, in everything that is loaded.
            </p>
          </div>
        </div>
        {isPending && <Loading what="Fetching the list…" />}
        {error && <Failed error={error} retry={() => void refetch()} />}
        {data && <Kept list={data} />}
        {data && <ListBox set={data.sum !== ""} />}
        {data && data.rows.length > 0 && <Rows list={data} />}
      </div>
    </div>
  );
}

function Kept({ list }: { list: StakeholderList }) {
  return (
    <section aria-label="The list" style={{ marginBottom: 20 }}>
      {!list.applied && (
        <Notice title="Not everything that is loaded has been read by this yet.">
          <p>
            <Link href="/batches">The loads</Link> tell how far it is. If none goes on, it was interrupted.
          </p>
          <Rest list={list} />
        </Notice>
      )}
      {list.sum === "" ? (
        <p role="status">No list is set. Actors are those that Entente knows and those that the articles name.</p>
      ) : (
        <>
          <p role="status">
            <strong>{list.name}</strong>, {plural(list.actors, "actor")}, set {moment(list.set ?? "")}
          </p>
          <Remove word="Remove this list">
            <a className="button" href={stakeholdersFile} download>
              Download the list
            </a>
          </Remove>
        </>
      )}
    </section>
  );
}

/** Goes on with an interrupted reading: the same list again, or again none. */
function Rest({ list }: { list: StakeholderList }) {
  const { busy } = useUpload();
  const again = list.sum ? () => setStakeholdersAgain(list.name) : removeStakeholders;
  return (
    <div className="actions">
      <button type="button" className="button" disabled={busy} onClick={() => void start(again)}>
        Read the rest
      </button>
    </div>
  );
}

const heads = ["Name", "Also called", "Kind", "Belongs to", "Description"];

function Rows({ list }: { list: StakeholderList }) {
  const more = list.actors - list.rows.length;
  return (
    <>
      <div className="table-scroll" role="region" aria-label="Rows of the list" tabIndex={0}>
        <table className="data">
          <thead>
            <tr>
              {heads.map((word) => (
                <th scope="col" key={word}>
                  <span>{word}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.line}>
                <td>{row.name}</td>
                <td>{row.aliases.join(", ")}</td>
                <td>{row.kind?.replace("_", " ")}</td>
                <td>{row.parent}</td>
                <td className="prose">{row.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p className="dim">And {count(more)} more.</p>}
    </>
  );
}

/** Removes the list when asked twice; until then stands beside what else can be done. */
function Remove({ word, children }: { word: string; children?: ReactNode }) {
  const [asked, setAsked] = useState(false);
  const { busy } = useUpload();
  if (!asked)
    return (
      <div className="actions">
        {children}
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {word}
        </button>
      </div>
    );
  return (
    <div className="notice" role="group" aria-label={word} style={{ marginTop: 12 }}>
      <p>
        Everything that is loaded will be read without it. Articles and statements stay; actors get their names back.
      </p>
      <div className="actions">
        <button type="button" className="button" disabled={busy} onClick={() => void start(removeStakeholders)}>
          {busy ? "Removing…" : "Remove"}
        </button>
        <button type="button" className="button" disabled={busy} ref={focused} onClick={() => setAsked(false)}>
          Keep
        </button>
      </div>
    </div>
  );
}

function ListBox({ set }: { set: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const { busy, error } = useUpload();
  return (
    <div className="drop">
      <Icon name="load" size={30} />
      <div>
        <p style={{ fontWeight: 600 }}>Drop {set ? "another" : "a"} list here, or anywhere on this page</p>
        <p className="dim">
          A CSV in UTF-8 with the columns name, aliases (parted by |), kind, iso3, wikidata, description and parent;
          only name is required. What is loaded is read anew.
        </p>
      </div>
      <button type="button" className="button primary" disabled={busy} onClick={() => input.current?.click()}>
        {busy ? "Sending…" : "Choose a list"}
      </button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label="List of stakeholders"
        onChange={(event) => {
          void setList([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {error && (
        <Notice alarm title={error.title}>
          <p className="lines">{error.message}</p>
          <button type="button" className="link-button" onClick={forget}>
            Dismiss
          </button>
        </Notice>
      )}
    </div>
  );
}
