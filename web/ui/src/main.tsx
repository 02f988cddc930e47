import "./views/styles/base.css";
import "./views/styles/shell.css";
import "./views/styles/explorer.css";
import "./views/styles/panel.css";
import "./views/styles/pages.css";
import "./views/styles/narrow.css";
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
