import type { AplazameClient } from "../../../aplazame"
import type { ResolvedOptions } from "../../../config/options"
import type { BookingStore, LedgerStore, OrderStore, ProblemStore } from "../stores"

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
  | "holdPlace"

/**
 * The ports of an operation: the ledger, the rows of credits, the problems, Aplazame's client, the clock. The module
 * provides the real ones. The model tests provide ports in memory, and so run these lines two hundred thousand times.
 */
export type OperationPorts = {
  client: Pick<AplazameClient, ClientCalls>
  ledger: Pick<LedgerStore, "plan" | "planAgain" | "byId" | "byKey" | "ofCredit" | "markSent" | "settle" | "decide" | "postpone" | "markTelling" | "markNoticed" | "recordForeign" | "now">
  bookings: Pick<BookingStore, "bookAs">
  orders: Pick<OrderStore, "byId" | "update" | "takeOver">
  problems: Pick<ProblemStore, "open" | "close">
  settings: Pick<ResolvedOptions, "timeoutMs" | "settleAfterMs" | "giveUpAfterHours" | "captureCalls" | "refundCall">
  /** Milliseconds since 1970 by this machine's clock. The age of a row is told by `ledger.now()`, the database's. */
  clock(): number
  /** Does this once whoever asked can have read the answer. It is not done when the process ends before. */
  afterAnswer(work: () => Promise<unknown>): void
}
