// The browser's part as a package of its own: ES modules for bundlers and `<script type="module">`, CommonJS, and the
// types that Medusa's compiler has written of the same sources.
import fs from "node:fs"
import path from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "vite"
import { ROOT } from "./medusa.mjs"
import { STOREFRONT } from "./packages.mjs"
import { rollUpTypes } from "./roll-up-types.mjs"
import { storefrontManifest } from "./storefront-manifest.mjs"

const SOURCE = path.join(ROOT, "src", "storefront")
/** Exports of the package -> their sources without the ending. */
const ENTRIES = { ".": "index", "./react": "react/index", "./nextjs": "nextjs/index" }

/** The source of an entry. */
const source = (from, name) => [".ts", ".tsx"].map((ending) => path.join(from, name + ending)).find((file) => fs.existsSync(file))
const sources = (from, names) => Object.fromEntries(names.map((name) => [name, source(from, name)]))

/** The entries of which there is a source. @throws without the first two: shops import them */
function entries(from) {
  const found = Object.entries(ENTRIES).filter(([, name]) => source(from, name))
  for (const name of [".", "./react"]) if (!found.some(([one]) => one === name)) throw new Error(`src/storefront/${ENTRIES[name]} is missing: the package exports it`)
  return Object.fromEntries(found)
}

/** Keeps the first line of a file that is one of React's: bundlers look for it, and Rollup drops it on the way. */
const keepDirectives = {
  name: "keep-directives",
  renderChunk(code, { facadeModuleId }) {
    const [directive] = /^["']use (client|server)["'];?/.exec(facadeModuleId ? fs.readFileSync(facadeModuleId, "utf8") : "") ?? []
    return directive ? { code: `${directive}\n${code}`, map: null } : null
  },
}

/** @param {Record<string, string>} input name of an entry -> its source @param {object} options Vite's, of `build` */
async function bundle(input, options) {
  const output = await build({
    root: ROOT,
    configFile: false,
    logLevel: "warn",
    mode: "production",
    esbuild: { jsx: "automatic", jsxDev: false },
    plugins: [keepDirectives],
    build: {
      ssr: true,
      target: "es2020",
      emptyOutDir: false,
      copyPublicDir: false,
      ...options,
      rollupOptions: {
        input,
        external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
        ...options.rollupOptions,
        onwarn(warning, warn) {
          if (warning.code !== "MODULE_LEVEL_DIRECTIVE" && warning.code !== "SOURCEMAP_ERROR") warn(warning)
        },
      },
    },
  })
  return [output].flat().flatMap((one) => one.output).filter(({ type }) => type === "chunk")
}

/** `@scope/name/file` -> `@scope/name` */
const packageOf = (specifier) => specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/")

/**
 * Writes the package: a file for each source, so that what is for the browser alone, or for the server alone, stays
 * apart and what both share exists once; types; package.json and pages.
 * @param {string} compiled the compiler's output of `src/storefront`, which is taken away: the store has no use for it
 * @param {{ from?: string, outDir?: string }} [folders] of the sources, and of the package
 */
export async function buildStorefront(compiled, { from = SOURCE, outDir = STOREFRONT.folder } = {}) {
  fs.rmSync(outDir, { recursive: true, force: true })
  const open = entries(from)
  const written = { preserveModules: true, preserveModulesRoot: from, chunkFileNames: "[name].js", exports: "named" }
  const chunks = await bundle(sources(from, Object.values(open)), {
    minify: false,
    outDir,
    rollupOptions: {
      output: [
        { ...written, format: "es", entryFileNames: "[name].mjs" },
        // plain assignments: Node reads the names of a getter's exports only in a form that Rollup does not write
        { ...written, format: "cjs", entryFileNames: "[name].js", interop: "auto", esModule: true, generatedCode: { preset: "es2015", symbols: false }, externalLiveBindings: false },
      ],
    },
  })
  for (const { fileName, exports } of chunks) {
    if (exports.includes("default")) throw new Error(`src/storefront: ${fileName} has a default export; the types of the ES module tell only of named ones`)
  }
  const files = new Set(chunks.map(({ fileName }) => fileName))
  const imported = [...new Set(chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]).filter((id) => !files.has(id)).map(packageOf))]
  await rollUpTypes(compiled, Object.values(open).map((name) => path.join(compiled, `${name}.d.ts`)), outDir)
  fs.rmSync(compiled, { recursive: true })
  // An ES module needs types of its own name, or TypeScript takes it for CommonJS. `export *` leads to the same declarations.
  for (const name of Object.values(open)) fs.writeFileSync(path.join(outDir, `${name}.d.mts`), `export * from "./${path.basename(name)}.js"\n`)
  for (const page of [path.join(SOURCE, "README.md"), path.join(ROOT, "LICENSE")]) fs.copyFileSync(page, path.join(outDir, path.basename(page)))
  fs.writeFileSync(path.join(outDir, "package.json"), `${JSON.stringify(storefrontManifest(open, imported), null, 2)}\n`)
}

/**
 * What a shop's page loads: minified and gzipped, in bytes. The React parts are counted without the helper and without
 * React; what is for Next.js alone is not counted.
 * @returns {Promise<{ helper: number, react: number }>}
 */
export async function measureStorefront() {
  const sizes = { helper: 0, react: 0 }
  const chunks = await bundle(sources(SOURCE, ["index", "react/index"]), { minify: "esbuild", write: false, rollupOptions: { output: { format: "es", entryFileNames: "[name].mjs", chunkFileNames: "shared.mjs" } } })
  for (const { fileName, code } of chunks) sizes[fileName.startsWith("react/") ? "react" : "helper"] += gzipSync(code, { level: 9 }).length
  return sizes
}
