// The browser's part of the package as ES modules: what bundlers and `<script type="module">` take. The CommonJS
// beside them, and the types, come from the compiler with the rest.
import fs from "node:fs"
import path from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "vite"
import { ROOT } from "./medusa.mjs"

const SOURCE = path.join(ROOT, "src", "storefront")
/** File of the package -> its source. Both in one build: what they share is one module, so its state is one too. */
const ENTRIES = { index: path.join(SOURCE, "index.ts"), "react/index": path.join(SOURCE, "react", "index.tsx") }
/** Bundlers for React's server components look for this before everything else, and Rollup drops it on the way. */
const CLIENT_ONLY = '"use client";'

/** @throws when a source of the storefront is not there: without it the package's exports would lead nowhere */
function checkSources() {
  for (const file of Object.values(ENTRIES)) {
    if (!fs.existsSync(file)) throw new Error(`${path.relative(ROOT, file)} is missing: the package exports it`)
  }
}

/** @param {{ minify: boolean, outDir?: string }} options without outDir nothing is written */
async function bundle({ minify, outDir }) {
  checkSources()
  const output = await build({
    root: ROOT,
    configFile: false,
    logLevel: "warn",
    mode: "production",
    esbuild: { jsx: "automatic", jsxDev: false },
    build: {
      lib: { entry: ENTRIES, formats: ["es"] },
      target: "es2020",
      minify: minify ? "esbuild" : false,
      write: outDir !== undefined,
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      rollupOptions: {
        external: /^react(-dom)?(\/|$)/,
        output: { entryFileNames: "[name].mjs", chunkFileNames: "shared.mjs", banner: ({ name }) => (name.startsWith("react/") ? CLIENT_ONLY : "") },
        onwarn(warning, warn) {
          if (warning.code !== "MODULE_LEVEL_DIRECTIVE" && warning.code !== "SOURCEMAP_ERROR") warn(warning)
        },
      },
    },
  })
  return output.flatMap((one) => one.output).filter(({ type }) => type === "chunk")
}

/**
 * Writes `index.mjs` and `react/index.mjs`, unminified, and the types that go with them.
 * @param {string} outDir where the compiler has put the CommonJS of `src/storefront`
 */
export async function buildStorefront(outDir) {
  const chunks = await bundle({ minify: false, outDir })
  for (const { fileName, exports } of chunks) {
    if (exports.includes("default")) throw new Error(`src/storefront: ${fileName} has a default export; the types of the ES module tell only of named ones`)
  }
  // An ES module needs types of its own name, or TypeScript takes it for CommonJS. `export *` leads to the same declarations.
  for (const name of Object.keys(ENTRIES)) fs.writeFileSync(path.join(outDir, `${name}.d.mts`), 'export * from "./index.js"\n')
}

/**
 * What a shop's page loads: minified and gzipped, in bytes. The React parts are counted without the helper and without React.
 * @returns {Promise<{ helper: number, react: number }>}
 */
export async function measureStorefront() {
  const sizes = { helper: 0, react: 0 }
  for (const { fileName, code } of await bundle({ minify: true })) sizes[fileName.startsWith("react/") ? "react" : "helper"] += gzipSync(code, { level: 9 }).length
  return sizes
}
