import { z } from "zod"
import { fulfilmentOf } from "../../../credit"
import type { Query } from "../../../modules/aplazame/reading"
import type { OperationRow } from "../../../modules/aplazame/rows"
import type { FlowContext } from "../../flow-context"

/**
 * Who asked for something: a member of staff by name, else by e-mail as on Medusa's own page (null for one who is gone), or the event or job that did, in
 * our own words. `number` is the fulfillment's on the order's page, where it was one and the order is known.
 */
export type Asker = { kind: "user"; name: string | null } | { kind: "store"; word: string | null; number: number | null }

const user = z.object({ id: z.string(), first_name: z.string().nullish(), last_name: z.string().nullish(), email: z.string().nullish() })
const isUser = (by: string): boolean => by.startsWith("user_")
/** An id of Medusa's or of ours: it names nobody to a person. */
const isId = (by: string): boolean => /^[a-z]+_[0-9A-Z]{20,}$/.test(by)

/** Looks up the members of staff among the askers in one query. */
export async function askers(query: Query, requestedBy: readonly (string | null)[]): Promise<(by: string | null, number?: number | null) => Asker> {
  const ids = [...new Set(requestedBy.filter((by): by is string => by !== null && isUser(by)))]
  const found = ids.length > 0 ? (await query.graph({ entity: "user", fields: ["id", "first_name", "last_name", "email"], filters: { id: ids } })).data : []
  const names = new Map(found.map((raw) => user.parse(raw)).map((one) => [one.id, [one.first_name, one.last_name].filter(Boolean).join(" ") || one.email || null]))
  return (by, number = null) => {
    if (by !== null && isUser(by)) return { kind: "user", name: names.get(by) ?? null }
    return { kind: "store", word: by === null || isId(by) ? null : by, number }
  }
}

type Wish = Pick<OperationRow, "id" | "requested_by" | "business_key">

/**
 * Who asked for operations. One that carries out a planned one is asked for under its id: who asked is whoever planned it.
 * @param fulfillments the ids of the order's fulfillments in the order of its page, where it is one order's ledger
 */
export async function operationAskers({ aplazame, query }: FlowContext, ops: readonly Wish[], fulfillments: readonly string[] = []): Promise<(op: Wish) => Asker> {
  const known = new Map<string, Wish>(ops.map((op) => [op.id, op]))
  const others = ops.flatMap(({ requested_by: by }) => (by?.startsWith("aplop_") && !known.has(by) ? [by] : []))
  if (others.length > 0) for (const op of await aplazame.ledger.byIds(others)) known.set(op.id, op)
  const wishOf = (op: Wish): Wish => (op.requested_by === null ? op : (known.get(op.requested_by) ?? op))
  const askerOf = await askers(query, ops.map((op) => wishOf(op).requested_by))
  return (op) => {
    const wish = wishOf(op)
    const place = fulfillments.indexOf(fulfilmentOf(wish) ?? "")
    return askerOf(wish.requested_by, place < 0 ? null : place + 1)
  }
}
