// Layers as a few CommonJS files in place of the compiler's many small ones: npm packs by file name, so that what is
// alike lies far apart and compresses badly. The other layers stay as they are: Medusa finds routes, jobs,
// subscribers, links and models by their files.
import fs from "node:fs"
import path from "node:path"
import ts from "typescript"
import { build } from "vite"
import { ROOT } from "./medusa.mjs"
import { withoutComments } from "./tidy-build.mjs"

const SRC = path.join(ROOT, "src")
/** Unminified: what a stack names can be read. */
const BUNDLED_LAYERS = ["aplazame", "config", "credit", "mapping", "modules/aplazame/operations", "modules/aplazame/reading", "modules/aplazame/stores", "modules/aplazame/telemetry", "modules/aplazame/texts", "providers/aplazame", "workflows", "emulator", "cli/init"]
/** Stands for `src` in what a bundle requires of other layers, until it is known where the bundle's file lies. */
const OTHER_LAYER = "other-layer:"

const isSource = (file) => /\.tsx?$/.test(file) && !/\.d\.ts$|\/__tests__\//.test(file)
const sources = (folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)).filter(isSource)

/** The source that a relative import of a file leads to. */
function target(file, specifier) {
  const base = path.resolve(path.dirname(file), specifier.replace(/\.js$/, ""))
  return [`${base}.ts`, `${base}.tsx`, path.join(base, "index.ts"), path.join(base, "index.tsx")].find((one) => fs.existsSync(one))
}

/**
 * The files of a layer that somebody else opens: another layer, the package's exports, or Medusa, which opens a provider's index.
 * @param {string[]} exported sources that package.json's exports lead to
 */
function entries(layer, exported) {
  const within = (file) => file.startsWith(`${path.join(SRC, layer)}${path.sep}`)
  const index = path.join(SRC, layer, "index.ts")
  const found = new Set([...exported.filter(within), ...(fs.existsSync(index) ? [index] : [])])
  for (const file of sources(SRC).filter((one) => !within(one))) {
    for (const { fileName } of ts.preProcessFile(fs.readFileSync(file, "utf8")).importedFiles) {
      const opened = fileName.startsWith(".") ? target(file, fileName) : undefined
      if (opened && within(opened)) found.add(opened)
    }
  }
  return [...found]
}

/** Sources behind the built files of package.json's exports. */
function exportedSources() {
  const { exports } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"))
  const files = JSON.stringify(exports).match(/\.medusa\/server\/src\/[^"*]+\.js(?=")/g) ?? []
  return files.map((file) => target(path.join(SRC, "index.ts"), `./${path.relative(".medusa/server/src", file)}`)).filter(Boolean)
}

/** Leaves imports of other layers as they are, so that each layer's state exists once. */
const otherLayers = (layer) => ({
  name: "other-layers",
  enforce: "pre",
  resolveId(source, importer) {
    const found = importer && source.startsWith(".") ? target(importer, source) : undefined
    if (!found || found.startsWith(`${path.join(SRC, layer)}${path.sep}`)) return null
    return { id: OTHER_LAYER + path.relative(SRC, found).replace(/\.tsx?$/, ".js"), external: true }
  },
  renderChunk(code, { fileName }) {
    const here = path.dirname(path.join(layer, fileName))
    return code.replace(new RegExp(`(["'])${OTHER_LAYER}(.+?)\\1`, "g"), (_, quote, file) => `${quote}${path.posix.relative(here, file)}${quote}`)
  },
})

/** A comment of a browser's script, which is a text for the compiler. */
const SCRIPT_COMMENT = /^ +\/\/ .*\n/gm
/** As in the files that are not bundled, and out of the scripts of the emulator's pages; what the other layers have as text, a person reads. */
const commentsOut = (layer) => ({
  name: "comments-out",
  renderChunk: (code) => ({ code: layer === "emulator" ? withoutComments(code).replace(SCRIPT_COMMENT, "") : withoutComments(code), map: null }),
})

/** Takes out the marks for who bundles a package into a page: nobody does that with a store's. */
const unmark = (file) => fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll("/* @__PURE__ */ ", ""))

/** @param {string} server folder of the compiler's output, `.medusa/server/src` */
export async function bundleLayers(server) {
  const exported = exportedSources()
  for (const layer of BUNDLED_LAYERS) {
    const from = path.join(SRC, layer)
    const outDir = path.join(server, layer)
    const input = Object.fromEntries(entries(layer, exported).map((file) => [path.relative(from, file).replace(/\.tsx?$/, ""), file]))
    for (const file of fs.readdirSync(outDir, { recursive: true })) if (file.endsWith(".js")) fs.rmSync(path.join(outDir, file))
    await build({
      root: ROOT,
      configFile: false,
      logLevel: "warn",
      mode: "production",
      plugins: [otherLayers(layer), commentsOut(layer)],
      build: {
        ssr: true,
        target: "es2022",
        minify: false,
        outDir,
        emptyOutDir: false,
        copyPublicDir: false,
        rollupOptions: {
          input,
          external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
          output: {
            format: "cjs", exports: "named", interop: "auto", esModule: true, generatedCode: { preset: "es2015", symbols: false }, entryFileNames: "[name].js", chunkFileNames: "parts.js", experimentalMinChunkSize: 8_000,
            // plain assignments: Node reads the names of a getter's exports only in a form that Rollup does not write
            externalLiveBindings: false,
            // what a chunk does not use itself, the chunks that it uses load
            hoistTransitiveImports: false,
          },
          onwarn(warning, warn) {
            if (warning.code !== "SOURCEMAP_ERROR") warn(warning)
          },
        },
      },
    })
    for (const file of fs.readdirSync(outDir, { recursive: true })) if (file.endsWith(".js")) unmark(path.join(outDir, file))
  }
}
