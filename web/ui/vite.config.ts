import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// File names carry no hash, so that the committed build changes only where the
// code does; the server sends ETag and no-cache instead.
const names = {
  entryFileNames: "assets/[name].js",
  chunkFileNames: "assets/[name].js",
  assetFileNames: "assets/[name][extname]",
};

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 1200,
    license: { fileName: "licenses.txt" },
    rolldownOptions: { output: names },
  },
  worker: { format: "es", rolldownOptions: { output: names } },
  server: {
    proxy: { "/api": process.env.ENTENTE_URL ?? "http://127.0.0.1:8080" },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
