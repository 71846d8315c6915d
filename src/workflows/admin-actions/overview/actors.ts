import { z } from "zod"
import { fulfilmentOf } from "../../../credit"
import type { Query } from "../../../modules/aplazame/reading"
import type { OperationRow } from "../../../modules/aplazame/rows"
import type { FlowContext } from "../../flow-context"

/**
 * The actor of a request: a member of staff by name, else by e-mail as on Medusa's own page (null for one who is gone), or the
 * event or job that asked, in our own words. `number` is the fulfillment's on the order's page, where it was one and the order is known.
 */
export type Actor = { kind: "user"; name: string | null } | { kind: "store"; word: string | null; number: number | null }

const user = z.object({ id: z.string(), first_name: z.string().nullish(), last_name: z.string().nullish(), email: z.string().nullish() })
const isUser = (by: string): boolean => by.startsWith("user_")
/** An id of Medusa's or of ours: it names nobody to a person. */
const isId = (by: string): boolean => /^[a-z]+_[0-9A-Z]{20,}$/.test(by)

/** Reads the names of the members of staff among these actors in one query. */
export async function actorNames(query: Query, requestedBy: readonly (string | null)[]): Promise<(by: string | null, number?: number | null) => Actor> {
  const ids = [...new Set(requestedBy.filter((by): by is string => by !== null && isUser(by)))]
  const found = ids.length > 0 ? (await query.graph({ entity: "user", fields: ["id", "first_name", "last_name", "email"], filters: { id: ids } })).data : []
  const names = new Map(found.map((raw) => user.parse(raw)).map((one) => [one.id, [one.first_name, one.last_name].filter(Boolean).join(" ") || one.email || null]))
  return (by, number = null) => {
    if (by !== null && isUser(by)) return { kind: "user", name: names.get(by) ?? null }
    return { kind: "store", word: by === null || isId(by) ? null : by, number }
  }
}

type PlannedBy = Pick<OperationRow, "id" | "requested_by" | "business_key">

/**
 * The actors of operations. An operation that carries out a planned one names its id: the actor is the one who planned it.
 * @param fulfillments the ids of the order's fulfillments in the order of its page, where it is one order's ledger
 */
export async function operationActors({ aplazame, query }: FlowContext, ops: readonly PlannedBy[], fulfillments: readonly string[] = []): Promise<(op: PlannedBy) => Actor> {
  const known = new Map<string, PlannedBy>(ops.map((op) => [op.id, op]))
  const others = ops.flatMap(({ requested_by: by }) => (by?.startsWith("aplop_") && !known.has(by) ? [by] : []))
  if (others.length > 0) for (const op of await aplazame.ledger.byIds(others)) known.set(op.id, op)
  const plannedOf = (op: PlannedBy): PlannedBy => (op.requested_by === null ? op : (known.get(op.requested_by) ?? op))
  const actorOf = await actorNames(query, ops.map((op) => plannedOf(op).requested_by))
  return (op) => {
    const planned = plannedOf(op)
    const place = fulfillments.indexOf(fulfilmentOf(planned) ?? "")
    return actorOf(planned.requested_by, place < 0 ? null : place + 1)
  }
}
