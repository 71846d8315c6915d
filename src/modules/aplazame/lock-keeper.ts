import { z } from "zod"

const provider = z.object({ resolve: z.unknown(), is_default: z.boolean().optional() }).loose()
const entry = z.object({ options: z.object({ providers: z.array(provider).default([]) }).loose() }).loose()

/**
 * Where a store keeps its locks, by the entry of the Locking module in its configuration: in memory unless a provider takes them
 * elsewhere. Medusa takes the provider that is marked as the default, or the only one.
 */
export function lockKeeper(module: unknown): "memory" | "postgres" | "redis" {
  const { providers } = entry.safeParse(module).data?.options ?? { providers: [] }
  const chosen = providers.find((one) => one.is_default) ?? (providers.length === 1 ? providers[0] : undefined)
  const named = String(chosen?.resolve ?? "")
  return named.endsWith("locking-postgres") ? "postgres" : named.endsWith("locking-redis") ? "redis" : "memory"
}

/**
 * Medusa's locks in Postgres take a connection of the pool each, also while they wait, and whoever holds one needs another: seen
 * with Medusa's pool of 10, as many shoppers at once stop each other until all get an error, whatever they pay with.
 */
export const POSTGRES_LOCKS = "Locks in Postgres take a connection of the pool each: about as many shoppers at once as the pool has connections (10 unless databaseDriverOptions.pool.max says more) stop each other. Use locking-redis."
