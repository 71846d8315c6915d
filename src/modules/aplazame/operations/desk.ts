import type { AplazameClient } from "../../../aplazame"
import type { ResolvedOptions } from "../../../config/options"
import type { LedgerStore } from "../stores/ledger-store"
import type { OrderStore } from "../stores/order-store"
import type { ProblemStore } from "../stores/problem-store"

type ClientCalls =
  | "retrieveOrder"
  | "updateOrder"
  | "listCaptures"
  | "createCapture"
  | "retrieveCaptureRefunds"
  | "refundCapture"
  | "checkRefund"
  | "refund"
  | "refundExtended"
  | "checkVoid"
  | "voidAmount"
  | "cancelOrder"

/**
 * What an operation works with, and no more: the ledger, the credits' rows, the problems, Aplazame, the time. The module
 * gives its own; the model tests give small ones in memory, and so run these very lines two hundred thousand times.
 */
export type Desk = {
  client: Pick<AplazameClient, ClientCalls>
  ledger: Pick<LedgerStore, "plan" | "planAgain" | "byId" | "byKey" | "ofOrder" | "markSent" | "settle" | "decide" | "postpone" | "bookAs" | "markTold" | "noteForeign">
  orders: Pick<OrderStore, "byId" | "update" | "takeOver">
  problems: Pick<ProblemStore, "open" | "close">
  settings: Pick<ResolvedOptions, "timeoutMs" | "settleAfterMs" | "giveUpAfterHours" | "captureCalls" | "refundCall">
  /** Milliseconds since 1970, now. */
  clock(): number
}
