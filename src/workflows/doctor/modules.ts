import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"
import { lockKeeper } from "../../modules/aplazame/lock-keeper"
import { finding, fine, type Finding, type FindingId } from "./finding"

const entry = z.object({ resolve: z.unknown(), options: z.unknown().optional(), dependencies: z.array(z.string()).optional() }).loose()
const NEEDED = ["aplazame", "query", "locking"]

/** The store's modules, as Medusa's configuration holds them at run time. */
export type ConfiguredModules = Record<string, unknown>

/**
 * Modules that live in one process only. Right for one process; with several, events, jobs and locks of the
 * others are not seen. An error only where the store says that it is in production.
 * docs: Medusa, infrastructure modules.
 */
export function checkModules(modules: ConfiguredModules, production: boolean): Finding[] {
  const level = production ? "error" : "info"
  const inMemory = (id: FindingId, local: boolean) => (local ? finding(id, level, "in_memory") : fine(id))
  const keeper = lockKeeper(modules[Modules.LOCKING])
  return [
    inMemory("event_bus", nameOf(modules[Modules.EVENT_BUS]).includes("event-bus-local")),
    inMemory("workflow_engine", nameOf(modules[Modules.WORKFLOW_ENGINE]).includes("workflow-engine-inmemory")),
    keeper === "postgres" ? finding("locking", "warning", "in_postgres") : inMemory("locking", keeper === "memory"),
    checkDependencies(modules[Modules.PAYMENT]),
  ]
}

/** What `withAplazame` adds to the payment module's entry: without it the provider is not handed what it needs. */
function checkDependencies(payment: unknown): Finding {
  const { dependencies = [] } = entry.safeParse(payment).data ?? {}
  const missing = NEEDED.filter((name) => !dependencies.includes(name))
  return missing.length > 0 ? finding("dependencies", "error", "missing", { missing: missing.join(", ") }) : fine("dependencies")
}

function nameOf(module: unknown): string {
  const resolve = entry.safeParse(module).data?.resolve
  return typeof resolve === "string" ? resolve : "event-bus-local workflow-engine-inmemory"
}
