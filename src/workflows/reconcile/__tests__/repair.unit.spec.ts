jest.mock("../../settle-notification/place-order", () => ({ placeOrder: async () => ({ status: "ko", reason: "cart_changed" }) }))

jest.mock("../../resume-operations/book-foreign", () => ({ bookForeign: async () => false }))
jest.mock("../../../modules/aplazame/payment-of-credit", () => ({ paymentOfCredit: jest.fn(async () => null) }))
jest.mock("../../../modules/aplazame/operations", () => ({
  ...jest.requireActual("../../../modules/aplazame/operations"),
  withCreditLock: async (_: unknown, __: unknown, work: () => unknown) => work(),
  readAndCompare: async () => ({ snapshot: {}, explanation: { kind: "equal" } }),
  recordForeignMovements: async () => undefined,
}))

import type { FlowContext } from "../../flow-context"
import { paymentOfCredit } from "../../../modules/aplazame/payment-of-credit"
import type { NewDifference } from "../../../modules/aplazame/stores"
import { closeSettled, repair } from "../repair"

type Problem = { kind: string; about: string; dedupe_key: string }

function aFlow(open: Problem[] = []) {
  const problems = {
    open: async ({ kind, about }: Problem) => void (open = [...open.filter((one) => one.about !== about || one.kind !== kind), { kind, about, dedupe_key: `${kind}:${about}` }]),
    openOfCredit: async () => open,
    close: async (kind: string, about: string) => void (open = open.filter((one) => one.about !== about || one.kind !== kind)),
  }
  return { flow: { aplazame: { problems } } as unknown as FlowContext, kinds: () => open.map((one) => one.kind) }
}

describe("what a reconciliation tells", () => {
  const rowOf = (order_id: string | null) => ({ id: "aplord_1", order_id }) as never
  const difference = (kind: NewDifference["kind"], there: number): NewDifference => ({ kind, action: "problem", mid: "aplord_1", aplazame_id: "1", aplazame_order_id: "aplord_1", order_id: "order_1", figures: { here: 5_437, there } })

  it("is each of two differences of one credit, once, until they are gone", async () => {
    const { flow, kinds } = aFlow()
    for (let run = 0; run < 2; run++) {
      for (const found of [difference("captured_here", 0), difference("refunded_here", 10)]) await repair(flow, {} as never, rowOf("order_1"), found)
    }
    expect(kinds()).toEqual(["amounts_differ", "amounts_differ"])
    await closeSettled(flow, rowOf("order_1"))
    expect(kinds()).toEqual([])
  })

  it("is nothing where the panel's movement is in the ledger and its booking waits, as while Medusa's books are being written", async () => {
    const { flow, kinds } = aFlow()
    jest.mocked(paymentOfCredit).mockResolvedValueOnce({ id: "pay_1" } as never)
    const found = { ...difference("refunded_there", 8_465), action: "repaired" as const }
    expect(await repair(flow, {} as never, rowOf("order_1"), found)).toMatchObject({ action: "repaired" })
    expect(kinds()).toEqual([])
  })

  it.each([
    ["a credit without an order", null, ["order_without_credit", "order_refunded_not_sent"]],
    ["a credit of an order", "order_1", ["order_refunded_not_sent"]],
  ])("stays open after nothing was found of %s, where the comparison says nothing about it", async (_, orderId, left) => {
    const asked = ["order_without_credit", "order_refunded_not_sent", "amounts_unknown", "cancelled_order_credit_left", "amounts_differ"]
    const { flow, kinds } = aFlow(asked.map((kind) => ({ kind, about: "aplord_1", dedupe_key: `${kind}:aplord_1` })))
    await closeSettled(flow, rowOf(orderId))
    expect(kinds()).toEqual(left)
  })

  it.each([
    ["an order that lost its credit before its goods were sent", [], "order_without_credit"],
    ["one whose goods have left", [{ id: "ful_1", created_at: new Date(0) }], "credit_lost_after_fulfilment"],
  ])("is %s, where the order was there before its checkout", async (_, fulfillments, kind) => {
    const row = { id: "aplord_1", cart_id: null, for_order_id: "order_1", order_id: "order_1", state: "refused", payment_id: null, authorized_at: null, confirmed_at: null, currency_code: "eur" }
    const { flow, kinds } = aFlow()
    const order = { id: "order_1", status: "pending", version: 1, fulfillments, payment_collections: [] }
    Object.assign(flow, { query: { graph: async () => ({ data: [order] }) }, locking: { execute: (_: string[], work: () => unknown) => work() } })
    Object.assign(flow.aplazame, { orders: { takeOver: async () => row } })
    expect(await repair(flow, { raw_status: "ko", status_reason: null } as never, row as never, { ...difference("refused_with_order", 0), action: "repaired" })).toMatchObject({ action: "problem" })
    expect(kinds()).toEqual([kind])
  })

  it("is a confirmed credit without an order, once, and not again after a person has closed it", async () => {
    const row = { id: "aplord_1", mid: "aplord_1", cart_id: "cart_1", order_id: null, state: "confirmed", total_amount: 5_000 }
    const opened: unknown[] = []
    const flow = {
      logger: { warn: () => undefined },
      locking: { execute: (_: string[], work: () => unknown) => work() },
      aplazame: { orders: { takeOver: async () => row, byId: async () => row }, ledger: { ofCredit: async () => [] }, problems: { open: async (problem: unknown) => void opened.push(problem) } },
    } as unknown as FlowContext
    const found: NewDifference = { ...difference("confirmed_without_order", 0), action: "repaired", order_id: null }
    expect(await repair(flow, { mid: "aplord_1" } as never, row as never, found)).toMatchObject({ action: "problem" })
    // One opener, with the same figures in each run, that respects an answer.
    expect(opened).toEqual([{ kind: "confirmed_without_order", about: "aplord_1", aplazame_order_id: "aplord_1", order_id: null, figures: { total: 5_000, reason: "cart_changed" }, unlessAnswered: true }])
  })
})
