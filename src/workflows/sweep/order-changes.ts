import { z } from "zod"
import { Modules } from "@medusajs/framework/utils"
import { DAY_MS } from "../../config/durations"
import { changeKey, followsOrder, LEFTOVER_AFTER_MS, RECHECK_MS } from "../../credit"
import { pages } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"
import { settleOrderChange } from "../order-change"
import { raiseLoweredOrder } from "../order-change/raise-lowered-order"
import { forEachIsolated } from "./for-each-isolated"

const WINDOW_MS = 3 * DAY_MS

const changeSchema = z.object({ id: z.string(), order_id: z.string() })
const orderSchema = z.object({ id: z.string(), status: z.string(), version: z.number().nullish() })

/**
 * Ends what processes left that died while Medusa or the plugin wrote a credit line on an order of ours, as in a refund or a cancel:
 * it would refuse every later change, refund and cancel of the order. Such a change lives as long as one workflow; of an old one
 * nothing was applied, and who wanted the line writes it again.
 */
export async function sweepLeftCreditLines(flow: FlowContext): Promise<void> {
  const { aplazame, query, container } = flow
  const filters = { change_type: "credit_line", status: ["pending", "requested"], created_at: { $lte: new Date(Date.now() - LEFTOVER_AFTER_MS) } }
  for await (const page of pages(query, { entity: "order_change", fields: ["id", "order_id"], filters })) {
    const left = page.map((raw) => changeSchema.parse(raw))
    const ours = new Set((await aplazame.orders.ofOrders(left.map((change) => change.order_id))).map((row) => row.order_id))
    await forEachIsolated(flow, "credit line left in", left.filter((change) => ours.has(change.order_id)), ({ id }) => container.resolve(Modules.ORDER).cancelOrderChange(id))
  }
}

/** Handles orders that were changed in the last days and whose event was lost: their credits do not know the change. */
export async function sweepOrderChanges(flow: FlowContext): Promise<void> {
  const { aplazame, query, container } = flow
  const seen = new Set<string>()
  const filters = { status: "confirmed", confirmed_at: { $gte: new Date(Date.now() - WINDOW_MS) } }
  for await (const page of pages(query, { entity: "order_change", fields: ["id", "order_id"], filters })) {
    const fresh = [...new Set(page.map((raw) => changeSchema.parse(raw).order_id))].filter((id) => !seen.has(id))
    for (const id of fresh) seen.add(id)
    const credits = (await aplazame.orders.ofOrders(fresh)).filter(followsOrder)
    const ours = [...new Set(credits.flatMap((row) => row.order_id ?? []))]
    if (ours.length === 0) continue
    const { data } = await query.graph({ entity: "order", fields: ["id", "status", "version"], filters: { id: ours } })
    const orders = data.map((raw) => orderSchema.parse(raw)).filter((order) => order.status !== "canceled")
    const keysOf = ({ id, version }: (typeof orders)[number]): string[] => credits.filter((row) => row.order_id === id).map((row) => changeKey(id, version ?? 1, row))
    const handled = await aplazame.ledger.keysAmong(orders.flatMap(keysOf))
    const missed = orders.filter((order) => keysOf(order).some((key) => !handled.has(key)))
    await forEachIsolated(flow, "order change of", missed, ({ id }) => settleOrderChange(container, id))
  }
}

const BATCH = 100
/** A call that only a person can settle may keep a version undecided for long. */
const RETURNS_WINDOW_MS = 30 * DAY_MS

/**
 * Raises orders that were lowered twice for the same money. Each version of an order is checked until it could be decided. The
 * sweep does it, not the event: an operator who works on a return must not find the order locked.
 */
export async function sweepReturns(flow: FlowContext): Promise<void> {
  const { ledger, bookings, orders } = flow.aplazame
  const changes = await ledger.changesToCheck(new Date(Date.now() - RETURNS_WINDOW_MS), BATCH)
  await forEachIsolated(flow, "returns of", changes, async ({ id, aplazame_order_id }) => {
    const row = await orders.byId(aplazame_order_id)
    if (row?.order_id && !(await raiseLoweredOrder(flow, row, row.order_id))) return ledger.release(id, new Date(flow.aplazame.clock() + RECHECK_MS))
    await bookings.markBooked(id)
  })
}
