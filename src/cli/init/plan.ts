import path from "node:path"
import { DEMO_PRIVATE_KEY, DEMO_PUBLIC_KEY } from "../../emulator/demo-keys"
import { EMULATOR_NEEDS } from "../emulator"
import type { InitArgs } from "./args"
import { Changes } from "./changes"
import { wrapConfig } from "./codemods/wrap-config"
import { valueOf, type Variable } from "./env-file"
import { planStorefront } from "./plan-storefront"
import { Planner, type Done, type Tools } from "./planner"
import { LOCAL_PORT, type Backend, type Project } from "./project"

const PACKAGE = "medusa-payment-aplazame"
const EMULATOR_URL = "http://localhost:4010"
export const EMULATOR_SCRIPT = "aplazame:emulator"

type PlanOptions = Pick<InitArgs, "demo" | "packageSpec" | "storefrontPackageSpec">

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
