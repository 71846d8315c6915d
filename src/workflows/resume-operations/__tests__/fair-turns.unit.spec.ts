import { resumeOperations } from ".."
import { runPlannedCancel } from "../../cancel-credit"
import { runPlannedChange } from "../../order-change"

const now = { flow: {} as object }
jest.mock("../../flow-context", () => ({ flowContext: () => now.flow }))
const captured: string[] = []
jest.mock("../../capture-fulfilment", () => ({ runPlannedCapture: async (_: unknown, op: { id: string }) => void captured.push(op.id) }))

type Op = { id: string; aplazame_order_id: string; kind: string; state: string; business_key: string; attempts: number; created_at: Date; next_attempt_at: Date | null; lease_until: Date | null; failing_since: Date | null }

/** Operations of each kind, as the ledger has them; the n-th is of the credit `row_n`. The query is Medusa's answer to each. */
function ledgerOf(ops: Op[], row: object, graph: () => Promise<unknown>) {
  captured.length = 0
  const told: string[] = []
  const find = (id: string) => ops.find((one) => one.id === id)!
  now.flow = {
    container: {}, logger: { warn: () => undefined },
    query: { graph },
    locking: { execute: (_: unknown, job: () => unknown) => job() },
    aplazame: {
      clock: Date.now,
      settings: { historyLimit: 10, historyForGuests: false, giveUpAfterHours: 72, timeoutMs: 1, settleAfterMs: 30_000 },
      orders: { byId: async (id: string) => ({ id, mid: id, cart_id: "cart_1", customer_id: "cus_1", for_order_id: null, ...row }) },
      client: { retrieveOrder: dead },
      problems: { open: async ({ kind }: { kind: string }) => void told.push(kind) },
      bookings: { booksDue: async () => [] },
      ledger: {
        now: async () => Date.now(),
        claimDue: async (limit: number) => {
          const isDue = ({ state, next_attempt_at }: Op) => state !== "skipped" && (next_attempt_at === null || next_attempt_at <= new Date())
          return ops.filter(isDue).sort((a, b) => a.created_at.getTime() - b.created_at.getTime()).slice(0, limit).map((one) => ({ ...one }))
        },
        ofCredit: async () => [],
        byId: async (id: string) => ({ ...find(id) }),
        byKey: async (key: string) => ops.find((one) => one.business_key === key) ?? null,
        release: async (id: string, next: Date | null = null) => void Object.assign(find(id), { lease_until: null, next_attempt_at: next }),
        postpone: async (id: string, next_attempt_at: Date) => void Object.assign(find(id), { next_attempt_at, attempts: find(id).attempts + 1, failing_since: find(id).failing_since ?? new Date() }),
        settle: async (id: string, to: object) => Object.assign(find(id), to),
      },
    },
  }
  return { told, flow: now.flow as never }
}

const op = (n: number, kind: string, business_key: string, over: Partial<Op> = {}): Op => ({ id: `op_${n}`, aplazame_order_id: `row_${n}`, kind, state: "planned", business_key, attempts: 0, created_at: new Date(n), next_attempt_at: null, lease_until: null, failing_since: null, ...over })
const dead = (): Promise<never> => Promise.reject(new Error("Medusa can't read this order"))
const run = async () => {
  for (let time = 0; time < 5; time++) await resumeOperations({} as never)
}

describe("operations that always throw", () => {
  const FAILING: [string, (n: number) => Op][] = [
    ["histories", (n) => op(n, "history", `history:row_${n}`)],
    ["voids of changes", (n) => op(n, "void", `order-change:order_${n}:1`)],
    ["cancels", (n) => op(n, "cancel", `cancel:row_${n}`)],
    ["calls without an answer", (n) => op(n, "refund", `refund:r_${n}:0`, { state: "unknown" })],
  ]
  it.each(FAILING)("keep no capture from its turn, however many they are: %s", async (_, failing) => {
    const ops = [...Array.from({ length: 20 }, (_, n) => failing(n)), op(20, "capture", "fulfillment:f")]
    ledgerOf(ops, { order_id: "order_1", state: "open" }, dead)
    await run()
    expect(captured).toContain("op_20")
    expect(ops[0]!.next_attempt_at!.getTime()).toBeGreaterThan(Date.now())
  })

  it("are told of once they have failed for too long", async () => {
    const failing_since = new Date(Date.now() - 73 * 3_600_000)
    const change = op(1, "void", "order-change:order_1:1", { failing_since })
    const cancel = op(2, "cancel", "cancel:row_2", { failing_since })
    const { told, flow } = ledgerOf([change, cancel], { order_id: "order_1", state: "confirmed" }, dead)
    await runPlannedChange(flow, change as never)
    await runPlannedCancel(flow, cancel as never)
    expect(told).toEqual(["operation_exhausted", "cancelled_order_credit_left"])
  })
})

it("the history of a checkout that has ended is not built", async () => {
  const graph = jest.fn(dead)
  const ops = [op(1, "history", "history:row_1")]
  ledgerOf(ops, { order_id: null, state: "refused" }, graph)
  await run()
  expect([ops[0]!.state, graph.mock.calls.length]).toEqual(["skipped", 0])
})
