import { z } from "zod"
import { hundredths, notes, product } from "../../../values.answer"

const counts = {
  started: z.int(),
  approved: z.int(),
  refused: z.int(),
  abandoned: z.int(),
  in_review: z.int(),
  in_progress: z.int(),
  approved_amount: hundredths,
  refunded_amount: hundredths,
}
const figures = { ...counts, average_order: hundredths.nullable(), decision_seconds: z.int().nullable() }
const dayText = z.iso.date()

export const currencyFigures = z
  .strictObject({
    currency_code: z.string(),
    total: z.strictObject(figures),
    days: z.array(z.strictObject({ day: dayText, ...counts })),
    products: z.array(z.strictObject({ product: product.nullable(), ...figures })),
    reasons: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
    shop: z.strictObject({ orders: z.int(), amount: hundredths, aplazame_orders: z.int(), aplazame_amount: hundredths }),
  })
  .register(notes, {
    id: "CurrencyFigures",
    description: "Checkouts by the day on which they were started: `started` is the sum of the five after it. `reasons` are Aplazame's words, or `failed` where it did not take the checkout. Refunds are by their own day. `product` is null until it is known; `decision_seconds` is a median. `shop`: Medusa's orders that are not canceled, and those that Aplazame pays for. See docs/admin.md.",
  })

export const figuresAnswer = z.strictObject({ from: dayText, to: dayText, time_zone: z.string(), currencies: z.array(currencyFigures) })

const countsExample = { started: 8, approved: 5, refused: 1, abandoned: 1, in_review: 1, in_progress: 0, approved_amount: 27185, refunded_amount: 1000 }
const totalExample = { ...countsExample, average_order: 5437, decision_seconds: 95 }

export const figuresExample = {
  from: "2026-11-22",
  to: "2026-11-22",
  time_zone: "Europe/Madrid",
  currencies: [
    {
      currency_code: "eur",
      total: totalExample,
      days: [{ day: "2026-11-22", ...countsExample }],
      products: [{ product: "instalments", ...totalExample }],
      reasons: [{ reason: "ko_generic", count: 1 }],
      shop: { orders: 40, amount: 181234, aplazame_orders: 5, aplazame_amount: 27185 },
    },
  ],
}
export const csvExample = "day,currency_code,product,started\r\n2026-11-22,eur,instalments,8\r\n"
