import { z } from "zod"
import type { Query } from "../../../modules/aplazame/reading"

/** Who asked for something: a member of staff by name, or the event or job that did, in our own words. */
export type Asker = { kind: "user"; name: string } | { kind: "store"; word: string | null }

const user = z.object({ id: z.string(), first_name: z.string().nullish(), last_name: z.string().nullish(), email: z.string().nullish() })

/** Looks up the members of staff among the askers in one query. A user who is gone keeps the id. */
export async function askers(query: Query, requestedBy: readonly (string | null)[]): Promise<(by: string | null) => Asker> {
  const ids = [...new Set(requestedBy.filter((by): by is string => by !== null && by.startsWith("user_")))]
  const names = new Map<string, string>()
  if (ids.length > 0) {
    const { data } = await query.graph({ entity: "user", fields: ["id", "first_name", "last_name", "email"], filters: { id: ids } })
    for (const raw of data) {
      const one = user.parse(raw)
      names.set(one.id, [one.first_name, one.last_name].filter(Boolean).join(" ") || one.email || one.id)
    }
  }
  return (by) => (by !== null && by.startsWith("user_") ? { kind: "user", name: names.get(by) ?? by } : { kind: "store", word: by })
}
