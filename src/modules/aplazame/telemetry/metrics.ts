import { CALL_OUTCOMES } from "../../../aplazame/http/call-observer"
import { ENDPOINTS } from "../../../aplazame/http/endpoints"
import { OPERATION_KINDS } from "../../../credit"
import { KO_REASONS, TO_THE_SHOPPER } from "../texts/codes"

/** How an operation ended. One that is `not_done` may be sent again, and ends again then. */
export const OPERATION_OUTCOMES = ["done", "refused", "not_done", "skipped"] as const
/** The states of an operation that is not over. */
export const OPEN_STATES = ["planned", "sent", "unknown"] as const
/** What Aplazame was answered: `ok` and `ko` with 200, otherwise the status. */
export const NOTIFICATION_ANSWERS = ["ok", "ko", "400", "403", "404", "413", "429", "503"] as const
/** `started`, the code that the shop's page was told, or `failed` for an error of the store itself. */
const CHECKOUT_OUTCOMES = ["started", "failed", ...TO_THE_SHOPPER, ...KO_REASONS] as const

export type OperationOutcome = (typeof OPERATION_OUTCOMES)[number]
export type OpenState = (typeof OPEN_STATES)[number]
export type NotificationAnswer = (typeof NOTIFICATION_ANSWERS)[number]
export type CheckoutOutcome = (typeof CHECKOUT_OUTCOMES)[number]

type Metric = {
  /** In OpenTelemetry. Prometheus has `_` for each dot, and `_total` after a counter's. */
  name: string
  type: "histogram" | "counter" | "gauge"
  unit: string
  description: string
  /** Each label and every value that it can have: closed lists, so that no datum of the store's can become one. */
  labels: Readonly<Record<string, readonly string[]>>
  /** Upper bounds of a histogram's buckets. */
  buckets?: number[]
}

/** Every metric of the plugin. docs/monitoring.md, its alert rules and docs/monitoring/dashboard.json are checked against it. */
export const METRICS = {
  /** A call is one method of the client, with its waits and repeated tries: what a shopper or a job waits for. */
  calls: {
    name: "aplazame.call.duration_seconds",
    type: "histogram",
    unit: "s",
    description: "Calls to Aplazame, and how long each took with its waits and repeated tries",
    labels: { endpoint: ENDPOINTS, outcome: CALL_OUTCOMES },
    // To Aplazame's usual answers, and to `timeoutMs` with its repeated tries.
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60],
  },
  /** By this process. Movements that were made in Aplazame's panel are not among them. */
  operationsEnded: {
    name: "aplazame.operations.ended",
    type: "counter",
    unit: "{operation}",
    description: "Operations of the ledger that ended",
    labels: { kind: OPERATION_KINDS, outcome: OPERATION_OUTCOMES },
  },
  /** Of the whole store, whichever process tells it. */
  operationsOpen: {
    name: "aplazame.operations.open",
    type: "gauge",
    unit: "{operation}",
    description: "Operations of the ledger that are not over",
    labels: { kind: OPERATION_KINDS, state: OPEN_STATES },
  },
  /** Of the whole store. A planned operation is as old as it is due: one that waits for its time has no age. */
  operationsAge: {
    name: "aplazame.operations.oldest_age_seconds",
    type: "gauge",
    unit: "s",
    description: "Since when the oldest operation is due and untaken, or its call without a definite answer",
    labels: { kind: OPERATION_KINDS, state: OPEN_STATES },
  },
  notifications: {
    name: "aplazame.notifications",
    type: "counter",
    unit: "{notification}",
    description: "Notifications of Aplazame, by what they were answered",
    labels: { answer: NOTIFICATION_ANSWERS },
  },
  checkouts: {
    name: "aplazame.checkouts",
    type: "counter",
    unit: "{checkout}",
    description: "Starts of a checkout, by how they ended",
    labels: { outcome: CHECKOUT_OUTCOMES },
  },
  /** Of this process: each has a breaker of its own. */
  breaker: {
    name: "aplazame.breaker.open",
    type: "gauge",
    unit: "",
    description: "1 while this process holds its calls to Aplazame back, else 0",
    labels: {},
  },
} as const satisfies Record<string, Metric>
