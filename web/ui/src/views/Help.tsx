import { useEffect, useRef } from "react";
import { Icon } from "./icons";

const keys: [string[], string][] = [
  [["/"], "Search actors, articles and statements"],
  [["←", "↑", "→", "↓"], "Walk through the neighbors of the selected actor"],
  [["Enter"], "Select the actor that the walk stands on"],
  [["E"], "Expand: add the neighbors of the selected actor"],
  [["H"], "Hide the selected actor"],
  [["[", "]"], "Previous and next sentence of the evidence"],
  [["F"], "Fit the whole picture"],
  [["L"], "Lay the picture out anew"],
  [["+", "−"], "Zoom"],
  [["T"], "Table beside the picture"],
  [["D"], "Dark or light colors"],
  [["Esc"], "Back to the summary"],
  [["?"], "This list"],
];

export function Help({ open, close }: { open: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog className="help" ref={dialog} onClose={close} aria-labelledby="help-title">
      <div className="panel-head">
        <h2 id="help-title">Keys</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <dl className="keys">
        {keys.map(([names, what]) => (
          <div key={what} style={{ display: "contents" }}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="dim" style={{ marginTop: 16 }}>
        Every move is an address: Back undoes it, and a copied link opens the same picture. The HTTP API is described{" "}
        <a href="/api/v1/docs">in its own pages</a>; the open-source works that this page is built from are{" "}
        <a href="/licenses.txt">listed with their licenses</a>.
      </p>
    </dialog>
  );
}
