import path from "node:path"
import { DEMO_PRIVATE_KEY, DEMO_PUBLIC_KEY } from "../../emulator/demo-keys"
import { EMULATOR_NEEDS } from "../emulator"
import type { InitArgs } from "./args"
import { Changes, hashOf, type Change } from "./changes"
import type { Morph, Outcome } from "./codemods/source"
import type { Codemod } from "./codemods/storefront"
import { wrapConfig } from "./codemods/wrap-config"
import { addVariables, givenOtherwise, valueOf, type Variable } from "./env-file"
import { addToManifest, type ManifestAddition } from "./manifest"
import { planStorefront } from "./plan-storefront"
import { LOCAL_PORT, type Backend, type Project } from "./project"

const PACKAGE = "medusa-payment-aplazame"
const EMULATOR_URL = "http://localhost:4010"
export const EMULATOR_SCRIPT = "aplazame:emulator"

/** What came of a step. `by_hand`: `why` says what is not as expected, and `manual` what to do there. */
export type Done = { path: string; what: string; result: "changed" | "already" | "by_hand"; manual: string; why?: string }
export type Tools = { morph: Morph; patch: (file: string, before: string, after: string) => string }
type PlanOptions = Pick<InitArgs, "demo" | "packageSpec" | "storefrontPackageSpec">

/** A file that can't be read is one more that is not as expected. */
function tried<Made>(edit: () => Made): Made | undefined {
  try {
    return edit()
  } catch {
    return undefined
  }
}

/** Goes through the places of a project, and notes what is to change. Writes nothing. */
export class Planner {
  readonly done: Done[] = []
  constructor(
    readonly changes: Changes,
    readonly tools: Tools
  ) {}

  /** An edit of the project's code. */
  code(file: string, what: string, manual: string, codemod: Codemod): void {
    const before = this.changes.read(file)
    const outcome: Outcome = before === undefined ? "unexpected" : tried(() => codemod(this.tools.morph, path.basename(file), before)) ?? "unexpected"
    if (before !== undefined && typeof outcome === "object") {
      this.changes.write({ path: file, before, after: outcome.text, undo: { kind: "patch", patch: this.tools.patch(file, before, outcome.text) } })
    }
    this.note(file, what, manual, typeof outcome === "object" ? "changed" : outcome === "already" ? "already" : "by_hand")
  }

  /** A file of ours; one of the shop's in its place is left alone. */
  create(file: string, what: string, manual: string, text: string, mark: string): void {
    const there = this.changes.read(file)
    if (there === undefined) this.changes.write({ path: file, before: undefined, after: text, undo: { kind: "created", hash: hashOf(text) } })
    this.note(file, what, manual, there === undefined ? "changed" : there.includes(mark) ? "already" : "by_hand")
  }

  manifest(file: string, what: string, wanted: ManifestAddition): void {
    const before = this.changes.read(file)
    const made = before === undefined ? undefined : tried(() => addToManifest(before, wanted))
    if (!made) return this.note(file, what, `add to ${file}: ${JSON.stringify(wanted)}`, "by_hand")
    const { text, added } = made
    if (text !== before) this.changes.write({ path: file, before, after: text, undo: { kind: "manifest", added, before, hash: hashOf(text) } })
    this.note(file, what, "", text === before ? "already" : "changed")
  }

  /** A file of the environment: what is in it besides our lines is nobody's business. */
  variables(file: string, variables: readonly Variable[], from?: string): void {
    const before = this.changes.read(file)
    if (before === undefined && this.changes.isThere(file)) return this.note(file, "", `set ${variables.map(({ name }) => name).join(", ")} where the store reads its environment, as in the README`, "by_hand", "it is no file that can be read")
    const start = before ?? (from === undefined ? undefined : this.changes.read(from)) ?? ""
    const { text, added, filled, end } = addVariables(start, variables)
    const change: Change = { path: file, before, after: text, undo: { kind: "lines", lines: added, filled, end, ...(before === undefined ? { hash: hashOf(text) } : {}) }, shown: added }
    if (text !== before) this.changes.write(change)
    const kept = givenOtherwise(start, variables).join(", ")
    const copied = before === undefined && start !== "" ? `, copied from ${path.basename(from ?? "")}` : ""
    this.note(file, `the variables of Aplazame${copied}${kept && ` (as it was: ${kept})`}`, "", text === before ? "already" : "changed")
  }

  note(file: string, what: string, manual: string, result: Done["result"], why?: string): void {
    this.done.push({ path: file, what, manual, result, ...(why ? { why } : {}) })
  }
}

/** What is to be done to a project: the changes, and what each step says. */
export function planInit(project: Project, options: PlanOptions, version: string, tools: Tools): { changes: Changes; done: Done[] } {
  const planner = new Planner(new Changes(project.root), tools)
  planBackend(planner, project, options, version)
  if (project.storefront) planStorefront(planner, project.root, project.storefront, options.storefrontPackageSpec ?? `^${version}`)
  return { changes: planner.changes, done: planner.done }
}

function planBackend(planner: Planner, { backend, storefront }: Project, { demo, packageSpec }: PlanOptions, version: string): void {
  const at = (file: string): string => path.join(backend.dir, file)
  planner.manifest(at("package.json"), demo ? "the plugin, and what the emulator needs" : "the plugin", {
    dependencies: { [PACKAGE]: packageSpec ?? `^${version}` },
    ...(demo ? { devDependencies: EMULATOR_NEEDS, scripts: { [EMULATOR_SCRIPT]: `${PACKAGE} emulator` } } : {}),
  })
  planner.code(at(backend.config), "withAplazame around the configuration", `wrap the configuration: withAplazame(defineConfig({ … }), { … }), imported from "${PACKAGE}/config", as in the README`, wrapConfig)
  const template = at(templateOf(planner.changes, backend))
  const there = planner.changes.read(at(".env")) ?? planner.changes.read(template) ?? ""
  const given = valueOf(there, "STOREFRONT_URL")
  // Of a shop that lies elsewhere the store knows where it asks from.
  const address = storefront ? `http://localhost:${storefront.port}` : given || (LOCAL_PORT.exec(valueOf(there, "STORE_CORS") ?? "")?.[0] ?? "http://localhost:8000")
  const variables = environment(demo, address)
  // First, since it is copied from the template where there is none: each has its own lines then, to be taken back.
  planner.variables(at(".env"), variables, template)
  planner.variables(template, variables)
  if (storefront && ![undefined, String(storefront.port)].includes(LOCAL_PORT.exec(given ?? "")?.[1])) planner.note(at(".env"), "", `set STOREFRONT_URL=${address}`, "by_hand", `STOREFRONT_URL is ${given}, and the shop runs on port ${storefront.port}`)
}

/** The project's own template, whatever it is called. */
const templateOf = (changes: Changes, { dir }: Backend): string => [".env.template", ".env.example", ".env.sample"].find((file) => changes.read(path.join(dir, file)) !== undefined) ?? ".env.template"

const environment = (demo: boolean, shop: string): Variable[] => [
  { name: "APLAZAME_PRIVATE_KEY", value: demo ? DEMO_PRIVATE_KEY : "", comment: demo ? "Keys of the emulator. Those of an account are in Aplazame's vendor panel." : "Keys from Aplazame's vendor panel." },
  { name: "APLAZAME_PUBLIC_KEY", value: demo ? DEMO_PUBLIC_KEY : "", comment: "The browser's key." },
  { name: "APLAZAME_SANDBOX", value: "true", comment: "true: Aplazame's test environment. false: real credits." },
  { name: "APLAZAME_API_BASE_URL", value: demo ? EMULATOR_URL : "", comment: "The emulator's address. Empty: Aplazame itself." },
  { name: "MEDUSA_BACKEND_URL", value: "http://localhost:9000", comment: "The store's address as Aplazame can reach it." },
  { name: "STOREFRONT_URL", value: shop, comment: "The shop's address; Aplazame sends the shopper back there." },
]
