import { useMemo } from "react";
import type { Statement } from "../model/graph";
import { leading, segments, spansOf } from "../model/spans";

const titles = {
  source: "Source: who acts",
  target: "Target: toward whom",
  trigger: "Trigger: the words that name the relation",
  cue: "Cue: what changes the mode",
  speaker: "Speaker: who says so",
  sentence: "",
};

/** The sentence of a statement, verbatim, with its parts marked. */
export function Marked({ statement }: { statement: Statement }) {
  const parts = useMemo(() => {
    const spans = spansOf({ ...statement, id: statement.id ?? "" }).filter((span) => span.part !== "sentence");
    return segments(statement.sentence.text, spans, statement.sentence.start);
  }, [statement]);
  return (
    <>
      {parts.map((segment) => {
        const part = leading(segment);
        return part ? (
          <mark key={segment.start} data-part={part} title={titles[part]}>
            {segment.text}
          </mark>
        ) : (
          <span key={segment.start}>{segment.text}</span>
        );
      })}
    </>
  );
}

/** What the marks mean. */
export function MarkKey() {
  return (
    <div className="key">
      <mark data-part="source">source</mark>
      <mark data-part="trigger">trigger</mark>
      <mark data-part="target">target</mark>
      <mark data-part="cue">cue</mark>
      <mark data-part="speaker">who says so</mark>
    </div>
  );
}
