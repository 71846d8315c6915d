const cancelled: string[] = []
jest.mock("@medusajs/medusa/core-flows", () => ({
  cancelOrderWorkflow: () => ({ run: async ({ input }: { input: { order_id: string } }) => void cancelled.push(input.order_id) }),
}))

import { AplazameForbiddenError, AplazameServerError, AplazameUnreadableError } from "../../../aplazame"
import type { FlowContext } from "../../flow-context"
import { releaseOrder } from "../release-order"

const NOW = new Date()
const said = { operation: "listCaptures", effect: "none", message: "" } as never
const row = { id: "aplord_1", mid: "aplord_1", cart_id: "cart_1", order_id: "order_1", payment_id: "pay_1", state: "cancelled", product: "pay_later", total_amount: 5_000, captured_amount: 0, refunded_amount: 0, voided_amount: 0, revision: 3, confirmed_at: NOW, cancelled_at: NOW, authorized_at: NOW } as never
const op = (more: object) =>
  ({ id: "op_1", aplazame_order_id: "aplord_1", kind: "capture", state: "done", amount: 5_000, target: null, request_amount: null, medusa_ref: null, payment_id: null, business_key: "capture:capt_1", settled_at: NOW, updated_at: NOW, created_at: NOW, sent_at: NOW, untold_since: null, booked_at: null, for_returns: null, ...more }) as never

function flowOf(ledger: unknown[], captures: () => unknown = () => ({ results: [], remaining_capture_amount: 0 })): FlowContext {
  return {
    container: {},
    logger: { warn: () => undefined },
    locking: { execute: async (_: string[], job: () => unknown) => job() },
    query: { graph: async ({ entity }: { entity: string }) => ({ data: entity === "order" ? [{ id: "order_1", status: "pending", version: 1, fulfillments: [] }] : [] }) },
    aplazame: {
      settings: { retryByLinkHours: 0 },
      clock: () => NOW.getTime(),
      client: { listCaptures: async () => captures(), checkVoid: async () => ({ results: [], remaining_amount: 0 }), checkRefund: async () => ({ remaining_amount: 0 }) },
      orders: { byId: async () => row, update: async () => row },
      problems: { close: async () => false },
      ledger: { ofCredit: async () => ledger, now: async () => NOW.getTime() },
    },
  } as unknown as FlowContext
}

const fails = (error: Error) => () => {
  throw error
}

describe("an order whose credit has ended at Aplazame", () => {
  beforeEach(() => void cancelled.splice(0))
  const release = async (ledger: unknown[], captures?: () => unknown) => {
    await releaseOrder(flowOf(ledger, captures), row)
    return cancelled
  }

  it.each([
    ["its capture has no answer yet", [op({ state: "unknown" })], undefined],
    ["the ledger has its capture, and the row not yet", [op({}), op({ id: "op_2", kind: "refund", business_key: "refund:1", request_amount: 5_000 })], undefined],
    ["it was captured in Aplazame's panel", [], () => ({ results: [{ id: "1", amount: 5_000, remaining_amount: 0, created: null }], remaining_capture_amount: 0 })],
    ["its captures can't be read", [], fails(new AplazameUnreadableError(said))],
  ])("is left to the reconciliation where %s", async (_, ledger: unknown[], captures: (() => unknown) | undefined) => {
    expect(await release(ledger, captures)).toEqual([])
  })

  it.each([
    ["nothing was captured", undefined],
    ["Aplazame shows no captures of it", fails(new AplazameForbiddenError(said))],
  ])("is cancelled where %s", async (_, captures: (() => unknown) | undefined) => {
    expect(await release([], captures)).toEqual(["order_1"])
  })

  it("waits for Aplazame where it is away", async () => {
    await expect(release([], fails(new AplazameServerError(said)))).rejects.toThrow()
    expect(cancelled).toEqual([])
  })
})
