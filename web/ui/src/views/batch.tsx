import type { Batch, Item } from "../model/graph";
import { Icon, type IconName } from "./icons";

const batchLooks: Record<Batch["state"], { word: string; icon: IconName; tone: string }> = {
  queued: { word: "Waiting", icon: "clock", tone: "dim" },
  running: { word: "Loading", icon: "clock", tone: "" },
  done: { word: "Done", icon: "check", tone: "good-text" },
  failed: { word: "Failed", icon: "cross", tone: "alarm-text" },
  canceled: { word: "Canceled", icon: "minus", tone: "dim" },
};

export function BatchWord({ state }: { state: Batch["state"] }) {
  const { word, icon, tone } = batchLooks[state];
  return (
    <span className={`state-word ${tone}`}>
      {state === "running" ? <span className="pulse" /> : <Icon name={icon} size={15} />}
      {word}
    </span>
  );
}

const itemLooks: Record<Item["state"], { word: string; icon: IconName; tone: string }> = {
  queued: { word: "waiting", icon: "clock", tone: "dim" },
  reading: { word: "reading", icon: "clock", tone: "" },
  done: { word: "loaded", icon: "check", tone: "good-text" },
  unchanged: { word: "unchanged", icon: "same", tone: "dim" },
  rejected: { word: "rejected", icon: "cross", tone: "alarm-text" },
  failed: { word: "failed", icon: "cross", tone: "alarm-text" },
};

export function ItemWord({ state }: { state: Item["state"] }) {
  const { word, icon, tone } = itemLooks[state];
  return (
    <span className={`state-word ${tone}`}>
      <Icon name={icon} size={15} />
      {word}
    </span>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A moment in the reader's own zone. */
export const moment = (time: string | undefined) => (time ? clock.format(new Date(time)) : "");
