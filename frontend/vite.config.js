import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the pages decide where static files live.
  base: "./",
  build: {
    outDir: "../src/kunding/web/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // the content security policy allows no data: fonts or scripts
    chunkSizeWarningLimit: 700, // ECharts, loaded only where a chart is drawn
    rollupOptions: { input: { shell: "src/shell.js", theme: "src/theme.js" } },
  },
});
