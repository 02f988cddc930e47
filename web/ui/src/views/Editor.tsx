import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.atom, tags.standard(tags.variableName)], color: "var(--text)", fontWeight: "400" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.comment, color: "var(--dim)", fontStyle: "italic" },
  { tag: tags.variableName, color: "var(--text)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--text)" },
  ".cm-content": { caretColor: "var(--text)", padding: "10px 4px" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--accent-soft)" },
});

interface Props {
  value: string;
  change: (text: string) => void;
  run: () => void;
  label: string;
}

/** A text field for Cypher; Ctrl Enter runs it. */
export function Editor({ value, change, run, label }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ change, run });
  latest.current = { change, run };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once and told of new values below
  useEffect(() => {
    if (!holder.current) return;
    const ctrlEnter = {
      key: "Mod-Enter",
      run: () => {
        latest.current.run();
        return true;
      },
    };
    view.current = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          keymap.of([ctrlEnter, ...defaultKeymap, ...historyKeymap]),
          StreamLanguage.define(cypher),
          syntaxHighlighting(colors),
          bracketMatching(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of(
            (update) => update.docChanged && latest.current.change(update.state.doc.toString()),
          ),
          theme,
        ],
      }),
    });
    return () => view.current?.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  return <div className="editor" ref={holder} />;
}
