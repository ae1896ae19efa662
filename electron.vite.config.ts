import { cpSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

/** Entries of the main bundle by the name of their file in `out/main`. */
const entries = {
  electron: 'src-main/electron/main.ts',
  'core-process': 'src-main/electron/core-process.ts',
  browser: 'src-main/browser/main.ts',
  cli: 'src-main/cli/main.ts',
};

/** Worker threads are entries too: `src-main/**\/<name>-worker.ts` becomes `<name>-worker.js`. */
function workerEntries(): Record<string, string> {
  const paths = globSync('src-main/**/*-worker.ts', { cwd: root }).sort();
  return Object.fromEntries(paths.map((path) => [basename(path, '.ts'), path]));
}

/**
 * Sources name a worker as `new URL('./x-worker.ts', import.meta.url)`, which Node runs as it is.
 * Everything in `out/main` lies in one folder, so the bundle finds it as `./x-worker.js`.
 */
function workerUrls(): Plugin {
  const reference = /new URL\(\s*'\.[^']*?([\w-]+-worker)\.ts',\s*import\.meta\.url,?\s*\)/g;
  return {
    name: 'offprint:worker-urls',
    // Before the compiler, which sets quotes and commas anew.
    enforce: 'pre',
    transform: {
      filter: { id: /src-main.*\.ts$/, code: /-worker\.ts'/ },
      handler: (code) => ({
        code: code.replace(reference, "new URL('./$1.js', import.meta.url)"),
        map: null,
      }),
    },
  };
}

/** pdf.js's decoders, character maps, fonts and colour profiles, served beside the bundle. */
function pdfjsAssets(): Plugin {
  const source = join(root, 'node_modules/pdfjs-dist');
  return {
    name: 'offprint:pdfjs-assets',
    writeBundle(options) {
      for (const folder of ['wasm', 'cmaps', 'standard_fonts', 'iccs'])
        cpSync(join(source, folder), join(options.dir!, 'pdfjs', folder), { recursive: true });
    },
  };
}

export default defineConfig({
  main: {
    plugins: [workerUrls()],
    build: {
      outDir: 'out/main',
      // electron-vite's own table of targets ends before our Electron.
      target: 'node24',
      externalizeDeps: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { ...entries, ...workerEntries() },
        // No module of ours does anything by being imported, entries apart.
        treeshake: { moduleSideEffects: false },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // Electron's main process uses no more than this of the core, and loads no more.
          codeSplitting: { groups: [{ name: 'serve', test: /core\/(serve\/|launch\/[dl])/ }] },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node24',
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { preload: 'src-main/electron/preload.ts' },
        // A sandboxed preload is CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src-renderer'),
    plugins: [react(), pdfjsAssets()],
    worker: { format: 'es' },
    build: {
      outDir: join(root, 'out/renderer'),
      emptyOutDir: true,
      target: 'es2024',
      cssTarget: ['chrome128', 'firefox128', 'safari18'],
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: { index: join(root, 'src-renderer/index.html') } },
    },
  },
});
