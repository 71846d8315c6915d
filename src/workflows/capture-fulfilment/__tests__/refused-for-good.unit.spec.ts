jest.mock("@medusajs/medusa/core-flows", () => ({ capturePaymentWorkflow: () => ({ run: async () => { throw Object.assign(new Error("refused"), { code: "operation_refused" }) } }) }))
jest.mock("../capture-hold", () => ({ amountAllowedByHook: async (_: unknown, __: unknown, allowed: number) => allowed, wasHeldBack: () => false }))
jest.mock("../../exact-amount", () => ({ exactAmount: async () => 1 }))
jest.mock("../../../modules/aplazame/payment-of-credit", () => ({ paymentOfCredit: async () => ({ id: "pay_1", amount: 10_000, canceled: false }) }))
jest.mock("../../../modules/aplazame/worth-of-credit", () => ({ worthOfCredit: async () => null }))
jest.mock("../../../modules/aplazame/reading", () => ({ ...jest.requireActual<object>("../../../modules/aplazame/reading"), orderById: async () => ({ id: "order_1" }), orderState: async () => ({ status: "pending", cancelledFulfillments: [] }) }))

import { runPlannedCapture } from ".."

/** Aplazame refuses the `PUT` of a capture of instalments for good. The database's clock dates the refusal. */
it.each([0, 2_000, -2_000])("tells a person at once of a capture that Aplazame refused, where the database's clock is %s ms behind", async (behind) => {
  const at = new Date(Date.now() + 50 - behind)
  const base = { aplazame_order_id: "a", amount: null, attempts: 0, failing_since: null, next_attempt_at: null, target: null, request_amount: null, for_returns: null, created_at: at, updated_at: at, settled_at: null }
  const op = { ...base, id: "op_1", kind: "capture", state: "planned", business_key: "fulfillment:f" }
  const put = { ...base, id: "op_2", kind: "update", state: "refused", business_key: "update:a:10000", amount: 10_000, error_code: "aplazame_rejected", settled_at: at }
  const opened: string[] = []
  const row = { id: "a", order_id: "order_1", state: "confirmed", total_amount: 10_000, revision: 1, product: "instalments" }
  await runPlannedCapture(
    {
      query: {}, container: {}, logger: { warn: () => undefined },
      aplazame: {
        clock: Date.now, settings: { captureAmount: "order", giveUpAfterHours: 72 },
        captureActor: { runAs: (_: unknown, __: unknown, work: () => unknown) => work() },
        orders: { byId: async () => row },
        ledger: { ofCredit: async () => [op, put], now: async () => Date.now() - behind, byId: async () => op, postpone: async () => undefined, settle: async () => op },
        problems: { open: async ({ kind }: { kind: string }) => void opened.push(kind), close: async () => false },
      },
    } as never,
    op as never
  )
  expect(opened).toEqual(["operation_refused"])
})
