import { z } from "zod"
import { hundredths, moment, notes } from "../../../values.answer"
import { orderState } from "../orders/credit.answer"

export const customerCredit = z
  .strictObject({
    id: z.string(),
    state: orderState,
    fully_refunded: z.boolean(),
    total_amount: hundredths,
    currency_code: z.string(),
    sandbox: z.boolean(),
    created_at: moment,
    order_id: z.string(),
    display_id: z.int().nullable(),
  })
  .register(notes, { id: "CustomerCredit", description: "The credit of an order of a customer. `total_amount`: what was approved." })

export const customerCreditExample = {
  id: "aplord_3f9a1c_01KAMX7T",
  state: "confirmed",
  fully_refunded: false,
  total_amount: 5437,
  currency_code: "eur",
  sandbox: true,
  created_at: "2026-11-22T09:00:00.000Z",
  order_id: "order_01KAMX80",
  display_id: 12,
}
