import { createRequire } from "node:module"

/** The store's own, or where a package manager hides that from us, the one that Medusa's instrumentation uses. Both register in one place. */
const CANDIDATES = ["@opentelemetry/api", "@medusajs/framework/opentelemetry/api"]

/** OpenTelemetry's API; null where the store has none. */
export function loadApi(load: (name: string) => unknown = createRequire(__filename)): unknown {
  for (const name of CANDIDATES) {
    try {
      return load(name)
    } catch {
      // The next one.
    }
  }
  return null
}
