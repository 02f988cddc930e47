import { type LayoutInput, layout } from "../model/layout";

self.onmessage = (event: MessageEvent<{ id: number; input: LayoutInput }>) => {
  const { id, input } = event.data;
  self.postMessage({ id, positions: layout(input) });
};
