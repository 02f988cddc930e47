import type Sigma from "sigma";
import type { Point } from "../model/layout";

/** Lets nodes be dragged with the mouse; calls moved with layout coordinates. */
export function dragging(sigma: Sigma, moved: (id: string, at: Point) => void): void {
  let held = "";
  sigma.on("downNode", ({ node }) => {
    held = node;
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
  });
  sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
    if (!held) return;
    moved(held, sigma.viewportToGraph(event));
    preventSigmaDefault();
    event.original.preventDefault();
  });
  const release = () => {
    held = "";
  };
  sigma.on("upNode", release);
  sigma.on("upStage", release);
}
