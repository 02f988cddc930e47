// What a drawing engine must do here. The views know this and no more, so
// that the engine can be exchanged.
import type { Dash, Scheme, Stance } from "../model/encoding";
import type { Kind } from "../model/graph";
import type { Point } from "../model/layout";

export interface SceneNode {
  id: string;
  name: string;
  kind: Kind;
  at: Point;
  /** Pixels at zoom 1. */
  radius: number;
  /** CSS color of the ring, its coalition. */
  ring: string;
  /** Neighbors that the picture leaves out, for the badge. */
  hidden: number;
}

export interface SceneEdge {
  key: string;
  source: string;
  target: string;
  /** The relation's word, with its mode where that matters. */
  label: string;
  stance: Stance;
  dash: Dash;
  /** Pixels. */
  width: number;
  curvature: number;
  /** Arrows at both ends. */
  mutual: boolean;
}

/** What is drawn. Order is rank: the first nodes and edges get their names first. */
export interface Scene {
  nodes: SceneNode[];
  edges: SceneEdge[];
}

/** What stands out. Each is an id or a key of the scene, or empty. */
export interface Focus {
  node: string;
  edge: string;
  /** Pointed at, here or in the table. */
  hover: string;
}

export const nothing: Focus = { node: "", edge: "", hover: "" };

export interface RendererEvents {
  node(id: string): void;
  edge(key: string): void;
  stage(): void;
  /** Double click. */
  expand(id: string): void;
  hover(id: string): void;
  /** After each frame: positions on screen changed. */
  frame(): void;
  /** A node was dragged to a new place. */
  moved(id: string, at: Point): void;
}

export interface Renderer {
  show(scene: Scene): void;
  focus(focus: Focus): void;
  paint(scheme: Scheme): void;
  /** Moves the camera so that all of the scene is seen. */
  fit(): void;
  /** Moves the camera, only when the item is not well in sight. */
  reveal(id: string): void;
  zoom(factor: number): void;
  /** Pixels from the container's corner: a node's center or an edge's middle; null when not drawn. */
  locate(id: string): Point | null;
  destroy(): void;
}
