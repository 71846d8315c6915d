import { claimOf, isOwn, orderOfCredit } from "../order-of-credit"

const whose = (told: Partial<Parameters<typeof claimOf>[0]>) => claimOf({ taken: false, payment: "none", paidOtherwise: false, sessionWaits: false, ...told })
const BOTH = [true, false]
const all = BOTH.flatMap((taken) => BOTH.flatMap((sessionWaits) => (["none", "stands", "cancelled"] as const).map((payment) => ({ taken, sessionWaits, payment }))))

describe("whose the order of a cart is", () => {
  it.each(all)("is not this credit's where another one has bought the cart: %o", (one) => {
    expect(whose({ ...one, paidOtherwise: true })).toBe("others")
  })

  it("is never decided by a completion that took the credit alone", () => {
    expect(isOwn(whose({ taken: true }))).toBe(false)
  })

  it("is the credit's that was taken and whose payment stands, also when another tab has ended the session", () => {
    expect(BOTH.map((sessionWaits) => whose({ taken: true, payment: "stands", sessionWaits }))).toEqual(["pays", "pays"])
    expect(whose({ payment: "stands" })).toBe("others")
  })

  it("is the credit's whose session waits to pay it, in its identity check too", () => {
    expect(BOTH.map((taken) => whose({ taken, sessionWaits: true }))).toEqual(["awaited", "awaited"])
  })

  it("is still the credit's when its payment was cancelled, but not when a failed completion was taken back", () => {
    expect(BOTH.map((taken) => whose({ taken, payment: "cancelled" }))).toEqual(["payment_cancelled", "unclaimed"])
  })
})

describe("the order that a credit pays", () => {
  type Row = { id: string; order_id: string | null; authorized_at: Date | null; payment_session_id: string }
  const row = (id: string, told: Partial<Row> = {}) => ({ id, order_id: null, authorized_at: null, payment_session_id: `payses_${id}`, payment_id: null, cart_id: "cart_1", total_amount: 5_437, currency_code: "eur", ...told })
  const payment = (id: string, canceled_at: string | null = null) => ({ id, amount: 54.37, currency_code: "eur", provider_id: "pp_aplazame_aplazame", payment_session_id: `payses_${id}`, canceled_at })
  const session = { id: "payses_a", provider_id: "pp_aplazame_aplazame", status: "pending", amount: 54.37, currency_code: "eur", payment_collection: { id: "paycol_1", cart: { id: "cart_1" } } }

  /** Of the checkout `a` of a cart that became `order_1`. */
  const ofA = (a: object, { rows = [] as object[], own = null as object | null, paying = [] as object[], live = null as object | null } = {}) => {
    const tables: Record<string, (object | null)[]> = { order_cart: [{ order_id: "order_1" }], payment: [own], order: [{ id: "order_1", payment_collections: [{ payments: paying }] }], payment_session: [live] }
    const query = { graph: async ({ entity }: { entity: string }) => ({ data: (tables[entity] ?? []).filter((one) => one !== null) }) }
    const orders = { ofSubject: async () => [a, ...rows], update: async () => a }
    return orderOfCredit({ query, aplazame: { orders }, locking: { execute: (_: unknown, job: () => unknown) => job() } } as never, a as never)
  }
  const taken = { authorized_at: new Date(0) }

  it("is its own, whatever became of its cart", async () => {
    expect(await ofA(row("a", { order_id: "order_2" }))).toBe("order_2")
  })

  it("is none where another checkout of the cart has bought it, though this one was once taken", async () => {
    expect(await ofA(row("a", taken), { rows: [row("b", { ...taken, order_id: "order_1" })], paying: [payment("b")] })).toBeNull()
  })

  it("is none where another provider's payment pays it, though a payment of this one is left", async () => {
    expect(await ofA(row("a", taken), { own: payment("a"), paying: [payment("a"), payment("other")] })).toBeNull()
  })

  it("is that of the cart where its own payment pays it, or is to", async () => {
    expect(await ofA(row("a", taken), { own: payment("a"), paying: [payment("a")] })).toBe("order_1")
    expect(await ofA(row("a"), { live: session })).toBe("order_1")
    expect(await ofA(row("a"), { live: { ...session, amount: 60 } })).toBeNull()
  })

  it("is an order without a cart once this credit's payment of it is authorised, and not before", async () => {
    const unpaid = row("a", { cart_id: null, for_order_id: "order_2" } as object)
    expect(await ofA(unpaid, { live: session })).toBeNull()
    expect(await ofA({ ...unpaid, ...taken })).toBeNull()
    expect(await ofA({ ...unpaid, ...taken }, { own: payment("a"), paying: [payment("a"), payment("other")] })).toBe("order_2")
  })

  it("is, of two checkouts of one session, that of the one that was taken", async () => {
    const [a, b] = [row("a"), row("b", { ...taken, payment_session_id: "payses_a" })]
    expect(await ofA(a, { rows: [b], live: session })).toBeNull()
    expect(await ofA({ ...a, ...taken }, { rows: [{ ...b, authorized_at: null }], live: session })).toBe("order_1")
  })
})
