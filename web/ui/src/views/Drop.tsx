import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "./icons";
import { Notice } from "./states";
import { address, dropped, forget, sample, setList, upload, useUpload } from "./upload";

const kinds = ".txt,.text,.md,.html,.htm,.json,.jsonl,.ndjson,.csv,.tsv,.rss,.atom,.xml,.zip,.gz,.tgz,.tar";

/** Files can be dropped anywhere on the page: articles to load, or the list of stakeholders. */
export function DropVeil({ list }: { list: boolean }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const overIt = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void dropped(event.dataTransfer).then(list ? setList : upload);
    };
    const events = { dragenter: enter, dragleave: leave, dragover: overIt, drop } as const;
    for (const [name, handle] of Object.entries(events)) window.addEventListener(name, handle as EventListener);
    return () => {
      for (const [name, handle] of Object.entries(events)) window.removeEventListener(name, handle as EventListener);
    };
  }, [list]);
  if (!over) return null;
  return (
    <div className="drop-veil" role="status">
      {list ? "Drop the list to set it" : "Drop the files to load them"}
    </div>
  );
}

/** The box by which files are chosen; offers the sample where asked. */
export function DropBox({ offerSample }: { offerSample?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const { busy, error } = useUpload();
  return (
    <div className="drop">
      <Icon name="load" size={30} />
      <div>
        <p style={{ fontWeight: 600 }}>Drop articles here, or anywhere on the page</p>
        <p className="dim">Text, HTML, JSON, CSV, feeds or archives of these; files or whole folders</p>
      </div>
      <div className="actions" style={{ justifyContent: "center", marginTop: 0 }}>
        <button type="button" className="button primary" disabled={busy} onClick={() => input.current?.click()}>
          {busy ? "Sending…" : "Choose files"}
        </button>
        {offerSample && (
          <button type="button" className="button" disabled={busy} onClick={() => void sample()}>
            Load the sample
          </button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        accept={kinds}
        hidden
        aria-label="Files to load"
        onChange={(event) => {
          void upload([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <AddressForm />
      {error && (
        <Notice alarm title={error.title}>
          <p>{error.message}</p>
          <button type="button" className="link-button" onClick={forget}>
            Dismiss
          </button>
        </Notice>
      )}
    </div>
  );
}

/** A web address to load: a page, a feed, a table or an archive. */
function AddressForm() {
  const [url, setURL] = useState("");
  const [follow, setFollow] = useState(false);
  const id = useId();
  const { busy } = useUpload();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void address(url.trim(), follow);
  };
  return (
    <form className="address" onSubmit={submit}>
      <label htmlFor={id}>Or load a web address: a page, a feed, a table or an archive</label>
      <div className="address-line">
        <input
          id={id}
          className="input"
          type="url"
          required
          pattern="https?://.+"
          title="An http or https address, like https://example.com/article"
          maxLength={2000}
          placeholder="https://"
          autoComplete="off"
          value={url}
          onChange={(event) => setURL(event.target.value)}
        />
        <button type="submit" className="button" disabled={busy}>
          Load
        </button>
      </div>
      <label className="address-follow dim">
        <input
          className="check"
          type="checkbox"
          checked={follow}
          onChange={(event) => setFollow(event.target.checked)}
        />
        <span>Of a feed, also read the pages that it links to</span>
      </label>
    </form>
  );
}

/** An upload that failed while another screen was open. */
export function UploadError() {
  const { error } = useUpload();
  if (!error) return null;
  return (
    <div style={{ position: "fixed", right: 16, bottom: 16, zIndex: 200, maxWidth: 420 }}>
      <Notice alarm title={error.title}>
        <p>{error.message}</p>
        <button type="button" className="link-button" onClick={forget}>
          Dismiss
        </button>
      </Notice>
    </div>
  );
}
