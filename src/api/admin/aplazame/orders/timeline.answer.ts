import { z } from "zod"
import { OPERATION_KINDS, OPERATION_STATES } from "../../../../credit"
import { actorText, hundredths, moment, notes } from "../../../values.answer"

export const operationKind = z.enum(OPERATION_KINDS).register(notes, { id: "OperationKind", description: "What Aplazame was asked for; `update` is the `PUT` of the order." })
export const operationState = z.enum(OPERATION_STATES).register(notes, { id: "OperationState", description: "How far an operation is; see docs/operations.md." })
export const notificationState = z.enum(["received", "applied", "failed", "closed"])
export const notificationAnswer = z.enum(["ok", "ko"]).nullable()

const operation = z
  .strictObject({
    type: z.literal("operation"),
    id: z.string(),
    at: moment,
    kind: operationKind,
    state: operationState,
    amount: hundredths.nullable(),
    remaining_before: hundredths.nullable(),
    remaining_after: hundredths.nullable(),
    via_refund: z.boolean(),
    asked_by: actorText,
    decided_by: actorText.nullable(),
    attempts: z.int(),
    next_attempt_at: moment.nullable(),
    sent_at: moment.nullable(),
    settled_at: moment.nullable(),
    error_code: z.string().nullable(),
    error_message: z.string().nullable(),
  })
  .register(notes, { id: "TimelineOperation", description: "Something that was asked of Aplazame. `via_refund`: the product takes no void, so the amount went back as a refund. `decided_by`: who said what became of it, where Aplazame's figures could not tell." })

const notification = z
  .strictObject({
    type: z.literal("notification"),
    id: z.string(),
    at: moment,
    status: z.string(),
    status_reason: z.string(),
    amount: hundredths,
    state: notificationState,
    answer: notificationAnswer,
    reason_code: z.string().nullable(),
    received_count: z.int(),
    attempts: z.int(),
  })
  .register(notes, { id: "TimelineNotification", description: "Something that Aplazame announced, and what it was answered." })

const linkEmail = z
  .strictObject({ type: z.literal("link_email"), id: z.string(), at: moment, state: z.enum(["running", "done", "failed"]), asked_by: actorText, error_code: z.string().nullable() })
  .register(notes, { id: "TimelineLinkEmail", description: "A payment link of the order that was sent by e-mail, or was to be. `action_interrupted`: the store stopped meanwhile, and nobody knows whether it went out." })

/** The ledger and the inbox of a credit, and the payment links of its order that were sent, as one timeline. */
export const timelineEntry = z.discriminatedUnion("type", [operation, notification, linkEmail])

export const timelineExample = [
  {
    type: "operation",
    id: "aplop_01KAMY02",
    at: "2026-11-23T08:15:00.000Z",
    kind: "refund",
    state: "done",
    amount: 1000,
    remaining_before: 5437,
    remaining_after: 4437,
    via_refund: false,
    asked_by: { kind: "user", name: "Ana Ruiz" },
    decided_by: null,
    attempts: 1,
    next_attempt_at: null,
    sent_at: "2026-11-23T08:15:00.100Z",
    settled_at: "2026-11-23T08:15:00.400Z",
    error_code: null,
    error_message: null,
  },
  {
    type: "notification",
    id: "aplntf_01KAMX90",
    at: "2026-11-22T09:03:09.000Z",
    status: "pending",
    status_reason: "confirmation_required",
    amount: 5437,
    state: "applied",
    answer: "ok",
    reason_code: null,
    received_count: 1,
    attempts: 1,
  },
]
