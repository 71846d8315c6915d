import { z } from "zod"
import { hundredths, moment, notes } from "../../../values.answer"
import { notificationAnswer, notificationState } from "../orders/timeline.answer"

export const listedNotification = z
  .strictObject({
    id: z.string(),
    mid: z.string(),
    aplazame_id: z.string(),
    status: z.string(),
    status_reason: z.string(),
    total_amount: hundredths,
    currency_code: z.string().nullable(),
    sandbox: z.boolean(),
    state: notificationState,
    answer: notificationAnswer,
    reason_code: z.string().nullable(),
    received_count: z.int(),
    attempts: z.int(),
    created_at: moment,
    applied_at: moment.nullable(),
    order_id: z.string().nullable(),
    display_id: z.int().nullable(),
  })
  .register(notes, { id: "ListedNotification", description: "A row of the inbox with its order." })

export const listedNotificationExample = {
  id: "aplntf_01KAMX90",
  mid: "aplord_3f9a1c_01KAMX7T",
  aplazame_id: "3f2c9a41b7",
  status: "pending",
  status_reason: "confirmation_required",
  total_amount: 5437,
  currency_code: "eur",
  sandbox: true,
  state: "applied",
  answer: "ok",
  reason_code: null,
  received_count: 1,
  attempts: 1,
  created_at: "2026-11-22T09:03:09.000Z",
  applied_at: "2026-11-22T09:03:10.000Z",
  order_id: "order_01KAMX80",
  display_id: 12,
}
