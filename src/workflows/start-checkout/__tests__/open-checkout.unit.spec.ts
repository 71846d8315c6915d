jest.mock("../usable-session", () => ({ usableSession: async () => ({ session: { id: "payses_1", collection_id: "paycol_1", amount: 10_000 }, subject: { kind: "cart", id: "cart_1" }, cart: { currency_code: "eur" }, shopper: { accountId: null }, content: () => "digest" }) }))
jest.mock("../changed-payload", () => ({ changedCheckout: () => ({ payload: { order: {} }, origins: {}, language: "es" }) }))
jest.mock("../../emit-events", () => ({ emitSoon: () => undefined }))

import { AplazameRejectedError } from "../../../aplazame"
import { canMove, stateOfRemote } from "../../../credit"
import { openCheckout } from "../open-checkout"

const EXISTS = () => Promise.reject(new AplazameRejectedError({ operation: "createCheckout", effect: "none", message: "409" } as never))

/** The answer of the creation was lost. An hour later the shopper presses pay again for the same cart. */
it.each([
  ["open", "pending", "", true, "id_old"],
  ["approved", "pending", "confirmation_required", true, "id_old"],
  ["paid", "ok", "", true, "id_old"],
  ["over", "ko", "expired", true, "id_new"],
  ["over, and can't be read at first", "ko", "expired", false, "id_new"],
])("hands out a checkout that can be paid, and makes no second one while the lost one lives, where that one is %s at Aplazame", async (_, status, status_reason, read, handed) => {
  let looks = 0
  const made: string[] = []
  const rows: Record<string, unknown>[] = [{ id: "a", mid: "a", state: "creating", aplazame_id: null, expires_at: null, sandbox: true }]
  const find = (id: string) => rows.find((one) => one.id === id)!
  const flow = {
    locking: { execute: (_: unknown, job: () => unknown) => job() },
    logger: { warn: () => undefined },
    aplazame: {
      clock: Date.now,
      settings: { sandbox: true, rateLimit: false, historyLimit: 0, publicKey: "pub", timeoutCheckout: 60, apiBaseUrl: "https://api.aplazame.com" },
      client: {
        findOrderByMid: async (mid: string) => (mid === "a" && (looks++ > 0 || read) ? { id: "id_old", mid, status, status_reason, cancelled: null } : null),
        createCheckout: async ({ order: { id } }: { order: { id: string } }) => (made.push(id), id === "a" ? EXISTS() : { id: "id_new" }),
      },
      orders: {
        reusable: async () => rows.find((one) => ["open", "challenge", "creating"].includes(String(one.state))) ?? null,
        update: async (id: string, patch: object) => Object.assign(find(id), patch),
        create: async () => (rows.push({ id: "b", mid: "b", state: "creating", aplazame_id: null, sandbox: true }), rows.at(-1)),
        move: async (id: string, state: string, patch: object) => (Object.assign(find(id), patch, { state }), true),
        takeOver: async ({ id }: { id: string }, remote: never) => {
          const row = find(id) as { state: never }
          const to = stateOfRemote(remote)
          return Object.assign(row, { aplazame_id: (remote as { id: string }).id, ...(canMove(row.state, to) ? { state: to } : {}) })
        },
      },
    },
  }
  const started = await openCheckout(flow as never, { session_id: "payses_1", customer_id: null } as never, { seen: { sessionId: "payses_1", subject: { kind: "cart", id: "cart_1" }, accountId: null, product: null, digest: "digest" }, payloadInput: {} } as never, {} as never)
  expect(started.checkout_id).toBe(handed)
  expect(made.filter((mid) => mid === "b")).toHaveLength(handed === "id_new" ? 1 : 0)
})
