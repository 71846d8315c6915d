import { z } from "zod"
import { hundredths, notes } from "../../../values.answer"
import { orderState } from "./credit.answer"

const ours = z.strictObject({ id: z.string(), state: orderState, fully_refunded: z.boolean(), order_id: z.string().nullable(), display_id: z.int().nullable() })

export const listedOrder = z
  .strictObject({
    id: z.string(),
    mid: z.string(),
    status: z.string(),
    status_reason: z.string(),
    total_amount: hundredths,
    currency_code: z.string().nullable(),
    created: z.string().nullable(),
    verified: z.string().nullable(),
    confirmed: z.string().nullable(),
    cancelled: z.string().nullable(),
    sandbox: z.boolean().nullable(),
    name: z.string().nullable(),
    ours: ours.nullable(),
    advice: z.enum(["other_store", "not_finished", "refused", "replay_notification"]).nullable(),
  })
  .register(notes, {
    id: "ListedOrder",
    description: "An order as Aplazame lists it, beside ours. Its words and dates are as received; `name` is the one on Medusa's order, else Aplazame's. `advice`: what an operator can do about one that Medusa does not have.",
  })

export const listedOrderExample = {
  id: "3f2c9a41b7",
  mid: "aplord_3f9a1c_01KAMX7T",
  status: "ok",
  status_reason: "",
  total_amount: 5437,
  currency_code: "EUR",
  created: "2026-11-22T09:00:00.000Z",
  verified: "2026-11-22T09:02:30.000Z",
  confirmed: "2026-11-22T09:03:10.000Z",
  cancelled: null,
  sandbox: true,
  name: "Lucía García",
  ours: { id: "aplord_3f9a1c_01KAMX7T", state: "confirmed", fully_refunded: false, order_id: "order_01KAMX80", display_id: 12 },
  advice: null,
}
