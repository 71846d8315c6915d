import type { IOrderModuleService, IPaymentModuleService, MedusaContainer, PaymentCollectionDTO, PaymentDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Kind } from "../credit"
import { readDecimal } from "../mapping/decimal"
import { installedMedusa } from "../config/supported-medusa"

/*
 * What the plugin writes in Medusa that Medusa's types do not name: here and nowhere else. Medusa keeps it in every version
 * from 2.17.2 to 2.21.2, and nothing promises that the next one does. So each is read back, and what was not kept is an
 * error that names it: books that are wrong in silence are worse than a job that fails.
 */

/** Medusa did not do what it does in the versions that this release was tested with. */
class MedusaChangedError extends Error {
  constructor(what: string) {
    super(`Medusa ${installedMedusa() ?? "of an unknown version"} ${what}: this release of medusa-payment-aplazame does not fit it`)
    this.name = "MedusaChangedError"
  }
}

/** What Medusa keeps of a payment beside its rows of captures and refunds. */
export type PaymentFigures = { amount?: number; captured_at?: Date | null; canceled_at?: null }
/** What Medusa keeps of a payment collection, of which it makes an order's payment status. */
export type CollectionFigures = { amount?: number; authorized_amount?: number; captured_amount?: number; refunded_amount?: number; status?: string }

type Movement = { payment: string; amount: number; created_by: string }
/** Medusa generates the makers of captures and refunds for its module as for every other; its types name only the deletions. */
export type PaymentBooks = IPaymentModuleService & {
  updatePayment(figures: PaymentFigures & { id: string }): Promise<PaymentDTO>
  updatePaymentCollections(id: string, figures: CollectionFigures): Promise<PaymentCollectionDTO>
  createCaptures(movement: Movement): Promise<{ id: string }>
  createRefunds(movement: Movement): Promise<{ id: string }>
  updateRefunds(mark: { id: string; created_by: string }): Promise<unknown>
}

/** Who made a row, an order change or the end of a refund, where it was the plugin. */
export const OUR_MARK = "aplazame"

/** Medusa's payment module, with what its types leave out. */
export const paymentBooks = (container: MedusaContainer): PaymentBooks => container.resolve<PaymentBooks>(Modules.PAYMENT)

/** @throws MedusaChangedError when Medusa does not keep one of the figures */
export async function writePayment(payments: PaymentBooks, id: string, figures: PaymentFigures): Promise<void> {
  const written = await payments.updatePayment({ id, ...figures })
  isKept("a payment", figures, written, await payments.retrievePayment(id))
}

/** @throws MedusaChangedError when Medusa does not keep one of the figures */
export async function writeCollection(payments: PaymentBooks, id: string, figures: CollectionFigures): Promise<void> {
  const written = await payments.updatePaymentCollections(id, figures)
  isKept("a payment collection", figures, written, await payments.retrievePaymentCollection(id))
}

/**
 * Writes a capture or refund of a payment into Medusa's books; neither provider nor Aplazame is asked.
 * @returns its id
 * @throws MedusaChangedError when Medusa does not keep it so
 */
export async function writeMovement(payments: PaymentBooks, kind: Kind, movement: Omit<Movement, "created_by">): Promise<string> {
  const made = { ...movement, created_by: OUR_MARK }
  const { id } = kind === "capture" ? await payments.createCaptures(made) : await payments.createRefunds(made)
  const [kept] = kind === "capture" ? await payments.listCaptures({ id: [id] }, { relations: ["payment"] }) : await payments.listRefunds({ id: [id] }, { relations: ["payment"] })
  if (!kept) throw new MedusaChangedError(`keeps no ${kind} that is written into its books`)
  const lost = lostOf({ amount: movement.amount, payment: movement.payment }, { amount: kept.amount, payment: kept.payment?.id })
  if (lost.length > 0) throw new MedusaChangedError(`does not keep ${lost.join(", ")} of a ${kind}`)
  return id
}

/**
 * Marks a refund that Medusa began and whose process died: the plugin ends it in Medusa's books. Who asked for it stands in the ledger.
 * @throws MedusaChangedError when Medusa does not keep it so
 */
export async function takeOverRefund(payments: PaymentBooks, id: string): Promise<void> {
  await payments.updateRefunds({ id, created_by: OUR_MARK })
  const [kept] = await payments.listRefunds({ id: [id] })
  if (kept?.created_by !== OUR_MARK) throw new MedusaChangedError("does not keep created_by of a refund")
}

type CreditLine = { orderId: string; reference: string; reference_id: string; amount: number }
/** A change of an order that is made together with what it does; Medusa's types name the change alone. */
type CreditLineChange = {
  order_id: string
  change_type: "credit_line"
  created_by: string
  actions: { order_id: string; action: "CREDIT_LINE_ADD"; reference: string; reference_id: string; amount: number }[]
}
type OrderBooks = Omit<IOrderModuleService, "createOrderChange"> & {
  createOrderChange(change: CreditLineChange): Promise<{ id: string }>
  updateOrderTransactions(moved: { id: string; version: number }[]): Promise<unknown>
}

/** Medusa's order module, with what its types leave out. */
export const orderBooks = (container: MedusaContainer): OrderBooks => container.resolve<OrderBooks>(Modules.ORDER)

/**
 * Writes a credit line of any sign on an order; Medusa's own workflow takes none below zero.
 * @throws MedusaChangedError when Medusa does not keep it so; the change is ended then, and nothing of it applied
 */
export async function writeCreditLine(orders: OrderBooks, { orderId, ...line }: CreditLine): Promise<void> {
  const actions = [{ order_id: orderId, action: "CREDIT_LINE_ADD" as const, ...line }]
  const { id } = await orders.createOrderChange({ order_id: orderId, change_type: "credit_line", created_by: OUR_MARK, actions })
  const [kept] = await orders.listOrderChangeActions({ order_change_id: [id] })
  const lost = lostOf(actions[0]!, { ...kept })
  if (lost.length > 0) {
    await orders.cancelOrderChange(id)
    throw new MedusaChangedError(`does not keep ${lost.join(", ")} of an order change's action`)
  }
  await orders.confirmOrderChange(id)
}

/**
 * Takes transactions off an order, and out of its figures. Medusa takes a transaction out of the figures of its own version of the
 * order alone; those of a later one, as a credit line makes it, count it too: so it is moved there first.
 *
 * If the process dies in between, it is moved and taken off by the next run. Two may not do it at once: Medusa would take it out of the figures twice.
 * @throws MedusaChangedError when Medusa does not move it
 */
export async function removeTransactions(orders: OrderBooks, orderId: string, ids: string[]): Promise<void> {
  const standing = (await orders.listOrderTransactions({ id: ids })).map(({ id }) => id)
  if (standing.length === 0) return
  const { version } = await orders.retrieveOrder(orderId, { select: ["id", "version"] })
  await orders.updateOrderTransactions(standing.map((id) => ({ id, version })))
  for (const kept of await orders.listOrderTransactions({ id: standing })) isKept("an order's transaction", { version }, undefined, kept)
  await orders.deleteOrderTransactions(standing)
}

type Row = { updated_at?: string | Date }

/** A row that somebody has changed since is theirs, and tells nothing. */
function isKept(what: string, wanted: object, written: unknown, kept: Row): void {
  const lost = lostOf(wanted, kept as Record<string, unknown>)
  if (lost.length === 0 || momentOf((written as Row | undefined)?.updated_at) < momentOf(kept.updated_at)) return
  throw new MedusaChangedError(`does not keep ${lost.join(", ")} of ${what}`)
}

const momentOf = (value: unknown): number => (value ? new Date(value as string | Date).getTime() : Number.NaN)

const lostOf = (wanted: object, kept: Record<string, unknown>): string[] =>
  Object.entries(wanted).flatMap(([name, value]) => (isSame(value, kept[name]) ? [] : [name]))

function isSame(wanted: unknown, kept: unknown): boolean {
  if (typeof wanted === "number") return readDecimal(kept) !== null && Number(readDecimal(kept)) === wanted
  if (wanted instanceof Date) return momentOf(kept) === wanted.getTime()
  return (wanted ?? null) === (kept ?? null)
}
