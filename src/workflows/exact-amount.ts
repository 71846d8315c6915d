import { MathBN } from "@medusajs/framework/utils"
import type { BigNumberInput } from "@medusajs/framework/types"
import { z } from "zod"
import type { Cents } from "../aplazame"
import { fromCents, toCents } from "../mapping"
import { first, type Query } from "../modules/aplazame/reading"

const decimal = z.union([z.number(), z.string(), z.object({ value: z.union([z.string(), z.number()]) }).loose()])
const list = z.array(z.object({ amount: decimal }).nullable()).nullish()
const schema = z.object({ amount: decimal, currency_code: z.string(), captures: list, refunds: list })

/**
 * The amount for Medusa's workflow. Medusa's totals are not rounded to the currency (docs: Medusa, totals): the last cent must
 * include the fractions, or the order stays partly open for ever.
 */
export async function exactAmount(query: Query, paymentId: string, movement: "capture" | "refund", amount: Cents): Promise<BigNumberInput> {
  const raw = await first(query, "payment", ["id", "amount", "currency_code", "captures.amount", "refunds.amount"], { id: paymentId })
  const payment = schema.parse(raw)
  const sum = (rows: z.infer<typeof list>) => (rows ?? []).reduce((total, row) => (row ? MathBN.add(total, numeric(row.amount)) : total), MathBN.convert(0))
  const captured = sum(payment.captures)
  const rest = movement === "capture" ? MathBN.sub(numeric(payment.amount), captured) : MathBN.sub(captured, sum(payment.refunds))
  return toCents(rest.toFixed(), payment.currency_code) === amount ? rest.toNumber() : fromCents(amount)
}

const numeric = (amount: z.infer<typeof decimal>): string => String(typeof amount === "object" ? amount.value : amount)
