import "./views/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./views/App";
import { applyScheme } from "./views/scheme";

applyScheme();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
