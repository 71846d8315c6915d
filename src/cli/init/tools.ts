import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { childEnv } from "./child-env"
import type { Morph } from "./codemods/source"

type Diff = typeof import("diff")

/**
 * What reads and compares a shop's code. `init` alone needs them, once in a project's life, and they weigh more than
 * the plugin: so they are no dependency of it. They are taken where they are installed, else fetched by npm into a
 * folder that goes again. ts-morph: it changes the text of a file and leaves what it does not touch to the byte, where
 * printers of a tree write lines anew; and it knows TSX by TypeScript itself. diff: its patches can be taken back in
 * files that have changed elsewhere.
 */
export const TOOLS: Readonly<Record<"ts-morph" | "diff", string>> = { "ts-morph": "28.0.0", diff: "9.0.0" }

const major = (version: string): string => version.split(".")[0] ?? ""

/** A package of a fitting version that some folder can load. */
function loadFrom(files: readonly string[], name: keyof typeof TOOLS): unknown {
  for (const file of files) {
    try {
      const load = createRequire(file)
      const { version } = load(`${name}/package.json`) as { version: string }
      if (major(version) === major(TOOLS[name])) return load(name)
    } catch {
      // not there
    }
  }
  return undefined
}

/** The tools, and a function that removes what was fetched. @throws one sentence when they can't be had */
export function loadTools(root: string): { morph: Morph; diff: Diff; end: () => void } {
  const near = [__filename, path.join(root, "package.json")]
  const names = Object.keys(TOOLS) as (keyof typeof TOOLS)[]
  let fetched: string | undefined
  if (names.some((name) => loadFrom(near, name) === undefined)) fetched = fetchTools()
  const files = fetched ? [...near, path.join(fetched, "package.json")] : near
  const end = (): void => {
    if (fetched) rmSync(fetched, { recursive: true, force: true })
  }
  const [morph, diff] = [loadFrom(files, "ts-morph"), loadFrom(files, "diff")]
  if (!morph || !diff) {
    end()
    throw new Error(`init needs ${wanted().join(" and ")}, which npm could not fetch: npm install --save-dev ${wanted().join(" ")}`)
  }
  return { morph: morph as Morph, diff: diff as Diff, end }
}

const wanted = (): string[] => Object.entries(TOOLS).map(([name, version]) => `${name}@${version}`)

function fetchTools(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aplazame-init-"))
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n')
  spawnSync("npm", ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", ...wanted()], { cwd: folder, env: childEnv(), stdio: "ignore", shell: process.platform === "win32" })
  return folder
}
