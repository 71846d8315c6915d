type ModuleEntry = { resolve: string; options: Record<string, unknown> }

/**
 * Event bus, workflow engine, locking and cache on Redis, for a store that runs in several processes. Without
 * REDIS_URL Medusa's in-memory ones are used, which are right for one process only.
 */
export function redisModules(redisUrl: string | undefined): ModuleEntry[] {
  if (!redisUrl) return []
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/caching",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/caching-redis", id: "caching-redis", is_default: true, options: { redisUrl } },
        ],
      },
    },
  ]
}
