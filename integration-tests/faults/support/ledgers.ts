import { z } from "zod"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CallView, OrderView } from "../../../src/emulator"
import type { AplazameOrderRow, OperationRow, ProblemRow } from "../../../src/modules/aplazame/rows"
import type { Bench } from "../../support/aplazame-store"
import { hundredths } from "../../support/operator"
import type { Credit } from "./credit"

/** Medusa hands out numbers, texts and objects of its own that turn into a number. */
const amount = z.unknown().transform((value) => hundredths(Number(value)))
const movement = z.object({ id: z.string(), amount })
const medusaSchema = z.object({
  status: z.string(),
  total: amount,
  credit_lines: z.array(z.object({ reference: z.string().nullish(), reference_id: z.string().nullish(), amount }).nullable()).default([]),
  transactions: z.array(z.object({ reference: z.string().nullish(), reference_id: z.string().nullish(), amount })).default([]),
  payment_collections: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      amount,
      payments: z
        .array(z.object({ id: z.string(), amount, captured_at: z.unknown(), canceled_at: z.unknown(), captures: z.array(movement).default([]), refunds: z.array(movement).default([]) }))
        .default([]),
    })
  ),
})

export type MedusaSide = {
  status: string
  worth: number
  /** Credit lines that stand for voids, by the operation. */
  voids: { operation: string; amount: number }[]
  captures: { id: string; amount: number }[]
  refunds: { id: string; amount: number }[]
  /** Those of other payments of the order are left out. */
  transactions: { reference: string; reference_id: string; amount: number }[]
  paymentAmount: number
  captured: boolean
  canceled: boolean
  collection: { status: string; amount: number }
}

/** The three ledgers of one order, as they are now. */
export type Ledgers = { theirs: OrderView; row: AplazameOrderRow; operations: OperationRow[]; problems: ProblemRow[]; medusa: MedusaSide; puts: number[] }

/** What is asked of Medusa about an order. */
export const MEDUSA_FIELDS = [
  "status",
  "total",
  "credit_lines.*",
  "transactions.*",
  "payment_collections.*",
  "payment_collections.payments.*",
  "payment_collections.payments.captures.*",
  "payment_collections.payments.refunds.*",
] as const

export async function medusaSide(bench: Bench, credit: Credit): Promise<MedusaSide> {
  const { data } = await bench.container.resolve(ContainerRegistrationKeys.QUERY).graph({ entity: "order", fields: [...MEDUSA_FIELDS], filters: { id: credit.orderId } })
  return sideOf(data[0], credit)
}

/** Medusa's side, of an order as it answers with those fields. */
export function sideOf(answered: unknown, credit: Pick<Credit, "collectionId" | "paymentId">): MedusaSide {
  const order = medusaSchema.parse(answered)
  const collection = order.payment_collections.find((one) => one.id === credit.collectionId)
  const payment = collection?.payments.find((one) => one.id === credit.paymentId)
  if (!collection || !payment) throw new Error("Medusa lost the payment")
  const others = order.payment_collections.flatMap((one) => one.payments).filter((one) => one.id !== payment.id)
  const ofOthers = new Set(others.flatMap(({ captures, refunds }) => [...captures, ...refunds]).map(({ id }) => id))
  return {
    status: order.status,
    worth: order.total,
    voids: order.credit_lines.flatMap((line) => (line?.reference === "aplazame_void" ? [{ operation: line.reference_id ?? "", amount: line.amount }] : [])),
    captures: payment.captures,
    refunds: payment.refunds,
    transactions: order.transactions.filter((t) => !ofOthers.has(t.reference_id ?? "")).map((t) => ({ reference: t.reference ?? "", reference_id: t.reference_id ?? "", amount: t.amount })),
    paymentAmount: payment.amount,
    captured: Boolean(payment.captured_at),
    canceled: Boolean(payment.canceled_at),
    collection,
  }
}

export async function readLedgers(bench: Bench, credit: Credit): Promise<Ledgers> {
  const { aplazame, emulator } = bench
  const [theirs, row, operations, problems, medusa, calls] = await Promise.all([
    emulator.order(credit.remoteId),
    aplazame.orders.byId(credit.mid),
    aplazame.ledger.ofCredit(credit.mid),
    aplazame.problems.openOfCredit(credit.mid),
    medusaSide(bench, credit),
    emulator.calls({ ref: credit.remoteId }),
  ])
  if (!row) throw new Error("our row is gone")
  return { theirs, row, operations, problems, medusa, puts: putsOf(calls) }
}

/** The totals that Aplazame was told by PUT. */
export const putsOf = (calls: readonly CallView[]): number[] => calls.filter((call) => call.method === "PUT" && call.effect).map((call) => putSchema.parse(call.body).order.total_amount)

const putSchema = z.object({ order: z.object({ total_amount: z.number() }) })

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0)
