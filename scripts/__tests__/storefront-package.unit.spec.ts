import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { runModule } from "./run-module"

const ROOT = join(__dirname, "..", "..")
type Manifest = { version: string; exports: Record<string, unknown>; dependencies?: unknown; peerDependencies: Record<string, string>; peerDependenciesMeta: Record<string, { optional: boolean }> }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "storefront-package-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A storefront of a few lines. */
const SOURCES = {
  "index.ts": 'export { count } from "./count"\n',
  "count.ts": "let counted = 0\nexport const count = () => ++counted\n",
  "react/index.tsx": '"use client"\nimport { useState } from "react"\nimport { count } from "../count"\nexport const Counter = () => <p>{useState(count)[0]}</p>\n',
}
const NEXTJS = {
  "nextjs/index.ts": 'export { Leaver } from "./leaver"\nexport { counted } from "./counted"\n',
  "nextjs/leaver.tsx": '"use client"\nimport { useRouter } from "next/navigation"\nexport const Leaver = () => <button onClick={useRouter().back} />\n',
  "nextjs/counted.ts": '"use server"\nimport { count } from "../count"\nexport const counted = async () => count()\n',
}

/** What the compiler writes of such sources in the real build. */
const TYPES = {
  "index.d.ts": 'export { count } from "./count"\n',
  "count.d.ts": "/** Counts. */\nexport declare const count: () => number\nexport declare const unused: string\n",
  "react/index.d.ts": 'import type { FC } from "react"\nimport type { count } from "../count"\nexport declare const Counter: FC<{ with?: typeof count }>\n',
  "nextjs/index.d.ts": "export {}\n",
}

/** Builds the package of such sources, and of types. */
async function built(sources: Record<string, string>): Promise<{ manifest: Manifest; text: (file: string) => string; outDir: string }> {
  const from = join(folder, "from")
  const compiled = join(folder, "compiled")
  const outDir = join(folder, "package")
  for (const [file, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(from, file)), { recursive: true })
    writeFileSync(join(from, file), text)
  }
  for (const [file, text] of Object.entries(TYPES)) {
    mkdirSync(dirname(join(compiled, file)), { recursive: true })
    writeFileSync(join(compiled, file), text)
  }
  await runModule(`import { buildStorefront } from "LIB/build-storefront.mjs"
await buildStorefront(${JSON.stringify(compiled)}, { from: ${JSON.stringify(from)}, outDir: ${JSON.stringify(outDir)} })
console.log("null")`)
  const text = (file: string): string => readFileSync(join(outDir, file), "utf8")
  return { manifest: JSON.parse(text("package.json")) as Manifest, text, outDir }
}

describe("the shop's package", () => {
  it("has the version of the store's, no dependency, and react as a peer that may be missing", async () => {
    const { manifest } = await built(SOURCES)
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest
    expect(manifest).toMatchObject({ version, peerDependencies: { react: ">=18.0.0" }, peerDependenciesMeta: { react: { optional: true } } })
    expect(manifest.dependencies).toBeUndefined()
    expect(Object.keys(manifest.exports)).toEqual(["./package.json", ".", "./react"])
  })

  it("has the entry for Next.js once its source is there, and keeps browser and server apart in it", async () => {
    const { manifest, text } = await built({ ...SOURCES, ...NEXTJS })
    expect(manifest.exports["./nextjs"]).toEqual({ import: "./nextjs/index.mjs", default: "./nextjs/index.js" })
    expect(Object.keys(manifest.peerDependencies)).toEqual(["next", "react"])
    for (const ending of [".js", ".mjs"]) {
      expect(text(`nextjs/leaver${ending}`)).toMatch(/^"use client";\n/)
      expect(text(`nextjs/counted${ending}`)).toMatch(/^"use server";\n/)
      expect(text(`nextjs/index${ending}`)).not.toMatch(/^"use (client|server)"/)
      expect(text(`react/index${ending}`)).toMatch(/^"use client";\n/)
    }
  })

  it("has what its entries share once", async () => {
    const { text, outDir } = await built(SOURCES)
    expect([text("index.mjs"), text("react/index.mjs")]).toEqual([expect.stringContaining('"./count.mjs"'), expect.stringContaining('"../count.mjs"')])
    expect(await runModule(`import { createRequire } from "node:module"
const { count } = createRequire(import.meta.url)(${JSON.stringify(join(outDir, "index.js"))})
const module = await import(${JSON.stringify(join(outDir, "index.mjs"))})
console.log(JSON.stringify([count(), count(), module.count()]))`)).toEqual([1, 2, 1])
  })

  it("has the types of its entries in a few files, with what both share once and what none exports left out", async () => {
    const { text, outDir } = await built(SOURCES)
    const files = readdirSync(outDir, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"))
    expect(files.sort()).toEqual(["index.d.ts", "react/index.d.ts"])
    expect(text("index.d.ts")).toContain("/** Counts. */\ndeclare const count: () => number")
    expect(text("react/index.d.ts")).toMatch(/import \{ count \} from ["']\.\.\/index\.js["']/)
    expect(files.map(text).join()).not.toContain("unused")
  })

  it("is not built when a source imports what a shop may not have, or an entry is gone", async () => {
    await expect(built({ ...SOURCES, "count.ts": 'import axios from "axios"\nexport const count = () => axios.get("/")\n' })).rejects.toThrow("src/storefront imports axios")
    rmSync(join(folder, "from"), { recursive: true })
    await expect(built({ "index.ts": SOURCES["index.ts"], "count.ts": SOURCES["count.ts"] })).rejects.toThrow("src/storefront/react/index is missing")
  })
})
