import type { Kind } from "./graph";

export type Shape = "circle" | "square" | "diamond";

interface Look {
  word: string;
  shape: Shape;
  /** Filled path in a box of 24 by 24. */
  icon: string;
}

const building = "M12 2 3 7v2h18V7L12 2ZM5 11v7H3v3h18v-3h-2v-7h-3v7h-2.5v-7h-3v7H8v-7H5Z";

/** How each kind of entity is named and drawn: states round, bodies square, events on a corner. */
export const kinds: Record<Kind, Look> = {
  country: { word: "Country", shape: "circle", icon: "M5 2h2.5v1.5c4-2 6.5 1.5 12 0v10c-5.5 1.5-8-2-12 0V22H5V2Z" },
  government: { word: "Government", shape: "circle", icon: building },
  armed_group: {
    word: "Armed group",
    shape: "circle",
    icon: "M12 2 4 5v6.5C4 16.5 7.5 20.5 12 22c4.5-1.5 8-5.5 8-10.5V5l-8-3Zm0 4.2 1.5 3.3 3.5.4-2.6 2.4.7 3.5-3.1-1.8-3.1 1.8.7-3.5L7 9.9l3.5-.4L12 6.2Z",
  },
  party: { word: "Party", shape: "square", icon: "M4 3v18h2.4v-7H12l1 2.5h7V5h-6l-1-2H4Z" },
  organization: {
    word: "Organization",
    shape: "square",
    icon: "M4 21V8h6V3h10v18h-6v-4h-3v4H4Zm3-10v2h2v-2H7Zm0 4v2h2v-2H7Zm6-9v2h2V6h-2Zm3 0v2h2V6h-2Zm-3 4v2h2v-2h-2Zm3 0v2h2v-2h-2Z",
  },
  company: { word: "Company", shape: "square", icon: "M8 7V4h8v3h5v13H3V7h5Zm2 0h4V6h-4v1ZM3 12v2h7v2h4v-2h7v-2H3Z" },
  igo: {
    word: "International body",
    shape: "square",
    icon: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 2.3v4H8.2c.5-1.9 1.4-3.4 2.6-4Zm2.4 0c1.2.6 2.1 2.1 2.6 4h-2.6v-4ZM4.6 10.6h3c-.1.9-.1 1.9 0 2.8h-3a8 8 0 0 1 0-2.8Zm5.3 0h.9v2.8h-.9a15 15 0 0 1 0-2.8Zm3.3 0h.9a15 15 0 0 1 0 2.8h-.9v-2.8Zm3.2 0h3a8 8 0 0 1 0 2.8h-3a17 17 0 0 0 0-2.8Zm-8.2 5.1h2.6v4c-1.2-.6-2.1-2.1-2.6-4Zm5 0h2.6c-.5 1.9-1.4 3.4-2.6 4v-4Z",
  },
  ngo: {
    word: "NGO",
    shape: "square",
    icon: "M12 21S3 15.5 3 9.2C3 6.3 5.2 4 8 4c1.7 0 3.2.9 4 2.3C12.8 4.9 14.3 4 16 4c2.8 0 5 2.3 5 5.2C21 15.5 12 21 12 21Z",
  },
  media: {
    word: "Media",
    shape: "square",
    icon: "M3 4h14v13a1 1 0 0 0 2 0V8h2v9a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V4Zm3 3v4h8V7H6Zm0 6v2h8v-2H6Z",
  },
  coalition: {
    word: "Coalition",
    shape: "square",
    icon: "M8 5a3.2 3.2 0 1 1 0 6.4A3.2 3.2 0 0 1 8 5Zm8 0a3.2 3.2 0 1 1 0 6.4A3.2 3.2 0 0 1 16 5ZM8 12.8c3.3 0 5.8 1.8 5.8 4.7V19H2.2v-1.5c0-2.9 2.5-4.7 5.8-4.7Zm8 0c3.3 0 5.8 1.8 5.8 4.7V19h-5.9v-1.5c0-1.7-.6-3.1-1.7-4.2.6-.3 1.2-.5 1.8-.5Z",
  },
  person: {
    word: "Person",
    shape: "circle",
    icon: "M12 3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 10.5c4.8 0 8.5 2.3 8.5 5.8V21h-17v-1.7c0-3.5 3.7-5.8 8.5-5.8Z",
  },
  group: {
    word: "Group of people",
    shape: "circle",
    icon: "M12 4a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM4.8 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Zm14.4 0a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM12 12.2c3.3 0 5.6 1.9 5.6 5V20H6.4v-2.8c0-3.1 2.3-5 5.6-5ZM1.3 18.5c0-3 1.3-4.8 4-5.1-.7 1.1-1 2.4-1 3.8v1.3h-3Zm21.4 0h-3v-1.3c0-1.4-.3-2.7-1-3.8 2.7.3 4 2.1 4 5.1Z",
  },
  place: {
    word: "Place",
    shape: "diamond",
    icon: "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7Zm0 4.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z",
  },
  event: {
    word: "Event",
    shape: "diamond",
    icon: "M7 2h2.5v2h5V2H17v2h4v17H3V4h4V2ZM5.5 9.5v9h13v-9h-13Zm2 2h3v3h-3v-3Z",
  },
};

export const kindList = Object.keys(kinds) as Kind[];

/** A kind that this build doesn't know is drawn as an organization. */
export function look(kind: string): Look {
  return kinds[kind as Kind] ?? kinds.organization;
}
