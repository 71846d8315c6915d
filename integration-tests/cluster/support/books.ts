import type { AplazameOrderRow, OperationRow, ProblemRow } from "../../../src/modules/aplazame/rows"
import type { Credit } from "../../faults/support/credit"
import { differences } from "../../faults/support/judge"
import { MEDUSA_FIELDS, putsOf, sideOf, type Ledgers } from "../../faults/support/ledgers"
import { Asked } from "../../faults/support/operator-asks"
import { eventually } from "../../support/eventually"
import { orderOf, paymentOf } from "../../support/operator"
import type { Cluster } from "./cluster"

/** Everything that may still be under way is over by then, on any machine. */
const SETTLED_WITHIN_MS = 150_000

/** A purchase of the cluster: what names it on all three sides, and what was asked for. */
export type Purchase = Credit & { cartId: string; asked: Asked }

/** Of orders of which this file does not know what was asked for: only the amounts are compared. */
class NotCounted extends Asked {
  override countDifferences(): string[] {
    return []
  }
}

type Sold = { cartId: string; checkout_id: string; mid: string; sessionId: string }

/** The orders that a cart became. */
export const ordersOf = async ({ db }: Cluster, cartId: string): Promise<string[]> =>
  (await db.query("SELECT order_id FROM order_cart WHERE cart_id = $1 AND deleted_at IS NULL", [cartId])).rows.map((row) => row.order_id)

/** The one order of a cart whose credit was approved. */
export async function purchaseOf(cluster: Cluster, checkout: Sold): Promise<Purchase> {
  const { orderId, order } = await eventually(
    async () => {
      const [orderId, ...more] = await ordersOf(cluster, checkout.cartId)
      if (orderId === undefined) throw new Error(`cart ${checkout.cartId} is no order yet`)
      if (more.length > 0) throw new Error(`cart ${checkout.cartId} became ${more.length + 1} orders`)
      // Medusa links the order to its cart before it authorises the payment.
      const order = await orderOf(cluster.seed, orderId)
      if (!paymentOf(order)) throw new Error(`order ${orderId} has no payment yet`)
      return { orderId, order }
    },
    { within: SETTLED_WITHIN_MS }
  )
  const theirs = await cluster.emulator.order(checkout.checkout_id)
  const asked = new Asked()
  // What leaves is captured once, by the fulfilment.
  asked.byFulfilment = 1
  return {
    asked,
    cartId: checkout.cartId,
    product: theirs.product!,
    total: theirs.total,
    mid: checkout.mid,
    remoteId: theirs.id,
    orderId,
    paymentId: paymentOf(order).id,
    collectionId: order.payment_collections[0].id,
    sessionId: checkout.sessionId,
    items: order.items.map((item: any) => ({ id: item.id, quantity: item.quantity, price: Math.round(item.unit_price * 100) })),
  }
}

/** Aplazame's books, ours and Medusa's of one purchase, each read where it is kept. */
export async function readBooks({ db, emulator, seed }: Cluster, purchase: Purchase): Promise<Ledgers> {
  const rows = async <T>(sql: string): Promise<T[]> => (await db.query(sql, [purchase.mid])).rows as T[]
  const of = "(SELECT id FROM aplazame_order WHERE mid = $1)"
  const [theirs, [row], operations, problems, { order }, calls] = await Promise.all([
    emulator.order(purchase.remoteId),
    rows<AplazameOrderRow>("SELECT * FROM aplazame_order WHERE mid = $1"),
    rows<OperationRow>(`SELECT * FROM aplazame_operation WHERE aplazame_order_id = ${of} ORDER BY created_at`),
    rows<ProblemRow>(`SELECT * FROM aplazame_problem WHERE aplazame_order_id = ${of} AND state = 'open'`),
    seed.admin.ok<{ order: unknown }>(seed.admin.get(`/admin/orders/${purchase.orderId}?fields=${MEDUSA_FIELDS.join(",")}`)),
    emulator.calls({ ref: purchase.remoteId }),
  ])
  if (!row) throw new Error("our row is gone")
  return { theirs, row, operations, problems, medusa: sideOf(order, purchase), puts: putsOf(calls) }
}

/** Waits until the three books of each purchase agree to the cent, nothing is open, and nobody need look. */
export async function agree(cluster: Cluster, ...purchases: Purchase[]): Promise<void> {
  for (const purchase of purchases) {
    await eventually(
      async () => {
        const books = await readBooks(cluster, purchase)
        const open = books.operations.filter((op) => ["planned", "sent", "unknown"].includes(op.state)).map((op) => `${op.kind} is ${op.state}`)
        const captured = purchase.asked.fulfilled && books.row.captured_amount === 0 ? ["what has left is not captured"] : []
        expect([...differences([{ credit: purchase, ledgers: books, asked: purchase.asked }]), ...open, ...captured, ...books.problems.map((one) => one.kind)]).toEqual([])
      },
      { within: SETTLED_WITHIN_MS, every: 300 }
    )
  }
}

/** The same for every order that the cluster has sold. */
export async function agreeAll(cluster: Cluster): Promise<void> {
  const { rows } = await cluster.db.query("SELECT cart_id, aplazame_id, mid, payment_session_id FROM aplazame_order WHERE order_id IS NOT NULL")
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const purchase = await purchaseOf(cluster, { cartId: row.cart_id, checkout_id: row.aplazame_id, mid: row.mid, sessionId: row.payment_session_id })
    await agree(cluster, { ...purchase, asked: new NotCounted() })
  }
}
