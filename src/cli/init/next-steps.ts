import { existsSync } from "node:fs"
import path from "node:path"
import type { InitArgs } from "./args"
import { givesValue, variableNames } from "./env-file"
import { runs } from "./install"
import type { Packages } from "./managers"
import { EMULATOR_SCRIPT } from "./plan"
import { storeVariables } from "./plan-storefront"
import type { Project, Storefront } from "./project"
import { appIn, spanishStart } from "./shop-pages"

/** Where Next.js takes a shop's variables from while it is developed. */
const READ_BY_NEXT = [".env", ".env.local", ".env.development", ".env.development.local"]
const TEMPLATES = [".env.template", ".env.example"]

/** What a person does next, in order, as their package manager is called. */
export function nextSteps({ root, backend, storefront }: Project, { demo }: InitArgs, notInstalled: readonly Packages[]): string {
  const run = runs[backend.packages.manager.name]
  const inBackend = backend.dir ? `in ${backend.dir}: ` : ""
  const steps = [
    ...notInstalled.map(({ manager, dir }) => `${dir ? `in ${dir}: ` : ""}${manager.name} install`),
    `${inBackend}set DATABASE_URL${storefront ? "" : ", STOREFRONT_URL (the shop's address)"}${demo ? "" : ", APLAZAME_PRIVATE_KEY and APLAZAME_PUBLIC_KEY"} in .env, then ${run.program} medusa db:migrate`,
    ...(demo ? [`${inBackend}${run.script} ${EMULATOR_SCRIPT}, and leave it running`] : []),
    `${inBackend}${run.program} medusa develop, and leave it running`,
    `${inBackend}${run.program} medusa-payment-aplazame doctor --fix, which adds Aplazame to the regions in euros`,
    ...(storefront ? [shopStep(root, storefront)] : []),
  ]
  return `Next:\n${steps.map((step, index) => `  ${index + 1}. ${step}`).join("\n")}`
}

/** The starter's shop does not start without the store's key, and opens in Denmark, where Aplazame is not offered. */
function shopStep(root: string, { dir, src, port, packages }: Storefront): string {
  const start = `${runs[packages.manager.name].script} dev, then open http://localhost:${port}${spanishStart(appIn(path.join(root, dir, src, "app")))}`
  return `in ${dir || "."}: ${keyStep(path.join(root, dir))}${start}`
}

/** Only a shop whose files ask for the key and do not have it is told. */
function keyStep(shop: string): string {
  const at = (file: string): string => path.join(shop, file)
  const { key } = storeVariables(shop)
  const asked = [...READ_BY_NEXT, ...TEMPLATES].some((file) => existsSync(at(file)) && variableNames(at(file)).includes(key))
  if (!asked || READ_BY_NEXT.some((file) => givesValue(at(file), key))) return ""
  const template = existsSync(at(".env.local")) ? undefined : TEMPLATES.find((file) => existsSync(at(file)))
  return `${template ? `copy ${template} to .env.local and set ${key} in it` : `set ${key} in .env.local`} (from the admin, Settings → Publishable API Keys), then `
}
