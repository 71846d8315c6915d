import { z } from "zod"
import { CREDIT_STATES } from "../../../../credit"
import { hundredths, moment, notes, product } from "../../../values.answer"

const amounts = z.strictObject({ total: hundredths, captured: hundredths, voided: hundredths, refunded: hundredths, remaining: hundredths, uncaptured: hundredths, refundable: hundredths })

export const orderState = z.enum(CREDIT_STATES).register(notes, { id: "CreditState", description: "The credit as the store sees it; see docs/operations.md." })

export const credit = z
  .strictObject({
    id: z.string(),
    mid: z.string(),
    aplazame_id: z.string().nullable(),
    state: orderState,
    fully_refunded: z.boolean(),
    status: z.string().nullable(),
    status_reason: z.string().nullable(),
    reason_code: z.string().nullable(),
    product: product.nullable(),
    sandbox: z.boolean(),
    currency_code: z.string(),
    created_at: moment,
    confirmed_at: moment.nullable(),
    cancelled_at: moment.nullable(),
    expires_at: moment.nullable(),
    checked_at: moment.nullable(),
    amounts,
    medusa: z.strictObject({ payment_id: z.string().nullable(), captured: hundredths, refunded: hundredths }),
    panel_url: z.string(),
  })
  .register(notes, { id: "Credit", description: "The credit that pays for an order. `medusa`: Medusa's own figures for the same payment; they agree, or a problem says why not. Of the amounts, `uncaptured` is still to be captured, `refundable` was captured and not given back, and `remaining` is both; nothing remains of a credit that ended." })

export const creditExample = {
  id: "aplord_3f9a1c_01KAMX7T",
  mid: "aplord_3f9a1c_01KAMX7T",
  aplazame_id: "3f2c9a41b7",
  state: "confirmed",
  fully_refunded: false,
  status: "ok",
  status_reason: "",
  reason_code: null,
  product: "instalments",
  sandbox: true,
  currency_code: "eur",
  created_at: "2026-11-22T09:00:00.000Z",
  confirmed_at: "2026-11-22T09:03:10.000Z",
  cancelled_at: null,
  expires_at: "2026-11-22T10:00:00.000Z",
  checked_at: "2026-11-22T09:03:10.000Z",
  amounts: { total: 5437, captured: 5437, voided: 0, refunded: 1000, remaining: 4437, uncaptured: 0, refundable: 4437 },
  medusa: { payment_id: "pay_01KAMX7V", captured: 5437, refunded: 1000 },
  panel_url: "https://vendors.aplazame.com",
}
