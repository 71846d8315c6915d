import { cents, subCents, sumCents, type Cents } from "../../../../aplazame"
import { creditLinesOf, TWICE_REFERENCE, VOID_REFERENCE, type Language } from "../../../../mapping"
import { orderOf, SHOP } from "../../../../mapping/__tests__/carts"
import { aboveCredit, changeKey, loweredTwice, loweredTwiceFor, toCapture, toVoid, unchangedWorth } from "../../../../credit"
import { credit, op } from "../../../../credit/__tests__/a-credit"
import { orderForCapture, worthOf } from "../order-for-capture"

describe("what Aplazame is told of an order later", () => {
  it.each<[Language | null, string | null, Language, string, string]>([
    ["pt", "en-GB", "es", "1,5 × Product 0", "Sem envio"],
    ["en", "pt-PT", "es", "1.5 × Product 0", "No shipping"],
    ["es", null, "en", "1,5 × Product 0", "Sin envío"],
    // Of credits from before the language was kept.
    [null, "en-GB", "es", "1.5 × Product 0", "No shipping"],
    [null, "fr-FR", "pt", "1,5 × Product 0", "Sem envio"],
    [null, null, "en", "1.5 × Product 0", "No shipping"],
  ])("is told in the language of its checkout (%p), before that of the order (%p) and of the store (%p)", (ofCheckout, ofOrder, ofStore, name, shipping) => {
    const order = { ...orderOf({ items: [{ unit_price: "20", quantity: "1.5" }] }), locale: ofOrder }
    const edit = orderForCapture(order, { placed_amount: null, placed_credit_lines: null, placed_returned: null, placed_voided: null, placed_raised: null, for_order_id: null, total_amount: cents(3630), language: ofCheckout }, unchangedWorth(cents(3630)), { storefrontUrl: SHOP, language: ofStore }).edit(cents(3630))
    expect([edit.articles[0]?.name, edit.shipping?.name]).toEqual([name, shipping])
  })
})

describe("an order that a gift card or store credit paid a part of when it was placed", () => {
  /** Pieces of 10.00 without tax and shipping; the credit is for what the line left. */
  const bought = (pieces: number, line: number, lines: { amount: string; reference?: string }[] = []) => {
    const order = orderOf({ items: [{ unit_price: "10", quantity: String(pieces) }], shipping: [] })
    const all = [{ amount: String(line), reference: "gift-card" }, ...lines]
    const total = pieces * 10 - all.reduce((sum, { amount }) => sum + Number(amount), 0)
    return { ...order, total: String(total), credit_lines: all.map(({ amount, reference }) => ({ amount, reference: reference ?? null })), credit_line_total: String(pieces * 10 - total) }
  }
  const worth = (order: ReturnType<typeof bought>, approved: number, line: number) => worthOf(order, { placed_amount: cents(approved), placed_credit_lines: cents(line), placed_returned: null, placed_voided: null, placed_raised: null, for_order_id: null, total_amount: cents(approved) })

  it("voids all that an edit takes off, and captures the rest", () => {
    const after = (pieces: number, line: number, approved: number) => credit([], { approved, worth: worth(bought(pieces, line / 100), approved, line) })
    expect([toVoid(after(10, 500, 9_500)), toCapture(after(10, 500, 9_500))]).toEqual([0, 9_500])
    expect([toVoid(after(8, 500, 9_500)), toCapture(after(8, 500, 9_500))]).toEqual([2_000, 7_500])
    expect([toVoid(after(8, 2_000, 8_000)), toCapture(after(8, 2_000, 8_000))]).toEqual([2_000, 6_000])
  })

  // A refund of 54.3653 and the raise of 54.37 for it: Medusa takes off nothing where lines come to a cent or less.
  it("needs all of an order whose credit lines come to less than a cent", () => {
    const order = orderOf({ items: [{ unit_price: "54.3653", quantity: "1", rates: ["0"] }], shipping: [], credits: ["54.3653", "-54.37"] })
    expect(Number(order.total)).toBe(54.3653)
    const given = credit([], { approved: 5_437, worth: worth(order, 5_437, 0) })
    expect([toVoid(given), toCapture(given)]).toEqual([0, 5_437])
    expect(creditLinesOf(order)).toBe(0)
  })

  it("knows what a refund and an edit took off for the same goods", () => {
    const given = credit([op("capture", 9_500), op("refund", 2_000)], { approved: 9_500, worth: worth(bought(8, 5, [{ amount: "20" }]), 9_500, 500) })
    expect(loweredTwice(given)).toBe(2_000)
  })
})

describe("an order of 120.00 of which one credit pays 100.00 and a later one the rest", () => {
  /** Now worth `items`, less `lines` of credit; goods worth `returned` came back. */
  const now = (items: number, lines: readonly { amount: number; reference?: string }[] = [], returned = 0) => {
    const order = orderOf({ items: [{ unit_price: String(items), quantity: "1", rates: ["0"] }], shipping: [] })
    order.items[0]!.return_received_total = String(returned)
    const total = items - returned - lines.reduce((sum, { amount }) => sum + amount, 0)
    return { ...order, display_id: 12, total: String(total), credit_lines: lines.map(({ amount, reference }) => ({ amount: String(amount), reference: reference ?? null })), credit_line_total: String(items - returned - total) }
  }
  const FIRST = { placed_amount: cents(10_000), placed_credit_lines: cents(0), placed_returned: null, placed_voided: null, placed_raised: null, for_order_id: null, total_amount: cents(10_000), language: null }
  const REST = { placed_amount: cents(12_000), placed_credit_lines: cents(0), placed_returned: null, placed_voided: null, placed_raised: null, for_order_id: "order_1", total_amount: cents(2_000), language: null }
  type Ops = ReturnType<typeof op>[]
  const done = (ops: Ops, kind: string): Cents => sumCents(ops.filter((one) => one.kind === kind).map((one) => one.amount ?? cents(0)))
  const both = (order: ReturnType<typeof now>, { first = [], rest = [] }: { first?: Ops; rest?: Ops } = {}) => {
    const worth = worthOf(order, REST, { captured: done(first, "capture"), refunded: done(first, "refund"), voided: done(first, "void") })
    return [
      credit(first, { approved: 10_000, worth: worthOf(order, FIRST, undefined, [{ worth, carries: cents(2_000), refunded: done(rest, "refund") }]) }),
      credit(rest, { approved: 2_000, worth }),
    ]
  }

  it("needs each of them by its own amount", () => {
    expect(both(now(120)).map(toCapture)).toEqual([10_000, 2_000])
    expect(both(now(120)).map(toVoid)).toEqual([0, 0])
    expect(aboveCredit(both(now(120))[1]!)).toBe(0)
  })

  it.each([
    [115, [0, 500]],
    [100, [0, 2_000]],
    [90, [1_000, 2_000]],
    [0, [10_000, 2_000]],
  ])("takes what an edit to %s.00 takes off from the newest first", (worth, voids) => {
    expect(both(now(worth)).map(toVoid)).toEqual(voids)
  })

  it("still needs all of the rest when the first gives something back, and lowers nothing twice", () => {
    const credits = both(now(120, [{ amount: 30 }]), { first: [op("capture", 10_000), op("refund", 3_000)] })
    expect(credits.map(toCapture)).toEqual([0, 2_000])
    expect([...credits.map(toVoid), ...credits.map(loweredTwice)]).toEqual([0, 0, 0, 0])
  })

  it("needs all of the first when the rest is given back", () => {
    const credits = both(now(120, [{ amount: 20 }]), { rest: [op("capture", 2_000), op("refund", 2_000)] })
    expect(credits.map(toCapture)).toEqual([10_000, 0])
    expect([...credits.map(toVoid), ...credits.map(loweredTwice)]).toEqual([0, 0, 0, 0])
  })

  it("needs less of the rest where a credit line of the shop's has lowered the order", () => {
    expect(both(now(120, [{ amount: 5 }])).map(toCapture)).toEqual([10_000, 1_500])
  })

  it("is not raised by what an edit takes off after the rest went back whole for another", () => {
    const credits = both(now(90), { first: [op("capture", 10_000)], rest: [op("capture", 2_000), op("refund", 2_000)] })
    expect(credits.map(loweredTwice)).toEqual([0, 0])
  })

  it.each([
    ["refunded", [op("capture", 10_000), op("refund", 1_000)], { amount: 10 }],
    ["had voided by hand", [op("void", 1_000)], { amount: 10, reference: VOID_REFERENCE }],
  ] as const)("keeps the rest when an edit takes off what the first has %s, and is raised by it once", (_, first, line) => {
    const [below, rest] = both(now(110, [line]), { first: [...first] })
    expect([toVoid(below!), toVoid(rest!), toCapture(rest!)]).toEqual([0, 0, 2_000])
    expect([loweredTwice(below!), loweredTwice(rest!)]).toEqual([1_000, 0])
    expect(both(now(110, [line, { amount: -10, reference: "aplazame_twice" }]), { first: [...first] }).map(loweredTwice)).toEqual([0, 0])
  })

  it("keeps the rest when goods come back that the first has captured, and is raised once where they were refunded", () => {
    const first = [op("capture", 10_000)]
    expect(both(now(120, [], 10), { first }).map(toVoid)).toEqual([0, 0])
    const refunded = both(now(120, [{ amount: 10 }], 10), { first: [...first, op("refund", 1_000)] })
    expect(refunded.map(toVoid)).toEqual([0, 0])
    expect(refunded.map(loweredTwice)).toEqual([1_000, 0])
  })

  describe("where goods of 30.00 had come back, refunded, before the rest was paid", () => {
    const refundOf = (amount: number) => [op("capture", 10_000), op("refund", amount)]
    const lines = [{ amount: 30 }, { amount: -30, reference: TWICE_REFERENCE }]
    /** The rest of 20.00 lies on 70.00: the order of 100.00 was raised to 120.00, and 30.00 of it had come back. */
    const creditsOf = (items: number, returned: number, first: Ops = refundOf(3_000), more: { amount: number; reference?: string }[] = []) => {
      const rest = { ...REST, placed_amount: cents(9_000), placed_returned: cents(3_000) }
      const order = now(items, [...lines, ...more], returned)
      // What was refunded before the rest was paid is no refund beside it.
      const worth = worthOf(order, rest, { captured: done(first, "capture"), refunded: subCents(done(first, "refund"), cents(3_000)), voided: cents(0) })
      return [credit(first, { approved: 10_000, worth: worthOf(order, FIRST, undefined, [{ worth, carries: cents(2_000), refunded: cents(0) }]) }), credit([], { approved: 2_000, worth })]
    }

    it("needs all of the rest, and takes it off whole by the edit that takes its goods off", () => {
      expect(creditsOf(120, 30).map(toCapture)).toEqual([0, 2_000])
      expect([...creditsOf(120, 30).map(toVoid), ...creditsOf(120, 30).map(loweredTwice)]).toEqual([0, 0, 0, 0])
      expect(creditsOf(115, 30).map(toVoid)).toEqual([0, 500])
      expect(creditsOf(100, 30).map(toVoid)).toEqual([0, 2_000])
    })

    it("keeps the rest when more goods of the first come back", () => {
      expect(creditsOf(120, 40).map(toVoid)).toEqual([0, 0])
      expect(creditsOf(120, 40, refundOf(4_000), [{ amount: 10 }]).map(toVoid)).toEqual([0, 0])
    })
  })

  describe("where goods of 20.00 were asked back when the rest was paid, which goes out for them", () => {
    /** The order of 100.00 was raised to 150.00; 30.00 of it was to be paid, and was. */
    const creditsOf = (items: number, { asked = 0, returned = 0, first = [] }: { asked?: number; returned?: number; first?: Ops }) => {
      const order = now(items, [], returned)
      order.items[0]!.return_requested_total = String(asked)
      const worth = worthOf(order, { ...REST, placed_amount: cents(13_000), placed_returned: cents(2_000), total_amount: cents(3_000) }, { captured: done(first, "capture"), refunded: cents(0), voided: cents(0) })
      return [credit(first, { approved: 10_000, worth: worthOf(order, FIRST, undefined, [{ worth, carries: cents(3_000), refunded: cents(0) }]) }), credit([], { approved: 3_000, worth })]
    }

    it.each([
      ["nothing", []],
      ["all", [op("capture", 10_000)]],
    ])("needs both while they are awaited, and when they arrive; the first has captured %s", (_, first) => {
      for (const at of [{ asked: 20 }, { returned: 20 }]) {
        const credits = creditsOf(150, { ...at, first })
        expect(credits.map(toCapture)).toEqual([first.length ? 0 : 10_000, 3_000])
        expect([...credits.map(toVoid), aboveCredit(credits[1]!)]).toEqual([0, 0, 0])
      }
    })

    it("takes an edit off the rest at once while they are awaited", () => {
      expect(creditsOf(140, { asked: 20 }).map(toVoid)).toEqual([0, 1_000])
    })

    it("tells what nobody pays for when they don't come after all", () => {
      expect([...creditsOf(150, {}).map(toVoid), aboveCredit(creditsOf(150, {})[1]!)]).toEqual([0, 0, 2_000])
    })
  })

  it("takes goods off the first when they come back, where no credit pays for what lies above the rest", () => {
    // Goods of 10.00 went out for others that came back; in all 30.00 came back of 130.00.
    expect(both(now(130, [], 30)).map(toVoid)).toEqual([0, 2_000])
    expect(both(now(130, [], 40)).map(toVoid)).toEqual([1_000, 2_000])
  })

  it("leaves a void by hand of the rest taken off when goods of the first come back", () => {
    const credits = both(now(120, [{ amount: 5, reference: VOID_REFERENCE }], 10), { first: [op("capture", 10_000)], rest: [op("void", 500)] })
    expect([...credits.map(toVoid), ...credits.map(loweredTwice)]).toEqual([0, 0, 0, 0])
  })

  it("tells of the rest what is outstanding above it after a void by hand of the first", () => {
    const [, rest] = both(now(135, [{ amount: 10, reference: VOID_REFERENCE }]), { first: [op("void", 1_000)] })
    expect(aboveCredit(rest!)).toBe(1_500)
  })

  it("is raised again by a void by hand of the rest, once its goods are edited off", () => {
    const line = { amount: 5, reference: VOID_REFERENCE }
    const rest = [op("void", 500), op("void", 1_500, { business_key: changeKey("order_1", 2) })]
    expect(both(now(100, [line]), { rest }).map(loweredTwice)).toEqual([0, 500])
    expect(both(now(100, [line, { amount: -5, reference: TWICE_REFERENCE }]), { rest }).map(loweredTwice)).toEqual([0, 0])
  })

  it("is raised once, though a refund of the rest stands beside the line by which it was raised", () => {
    const first = [op("void", 1_000)]
    const rest = [op("capture", 2_000), op("refund", 1_000)]
    const lines = [{ amount: 10, reference: VOID_REFERENCE }, { amount: 10 }]
    const raised = both(now(115, lines), { first, rest }).map(loweredTwice)
    const all = raised.reduce((sum, one) => sum + one, 0)
    expect(all).toBeGreaterThan(0)
    expect(both(now(115, [...lines, { amount: -all / 100, reference: TWICE_REFERENCE }]), { first, rest }).map(loweredTwice)).toEqual([0, 0])
  })

  const byHand = (amount: number) => ({ amount, reference: VOID_REFERENCE })
  it.each([
    ["voids by hand of both and then an edit", now(105, [byHand(10), byHand(5)]), { first: [op("void", 1_000)], rest: [op("void", 500)] }, 1_500],
    ["voids by hand of both and then a larger edit", now(90, [byHand(10), byHand(5)]), { first: [op("void", 1_000)], rest: [op("void", 500), op("void", 1_500, { business_key: changeKey("order_1", 2) })] }, 1_500],
    ["a refund of the rest and then a return", now(120, [{ amount: 5 }], 5), { first: [op("capture", 10_000)], rest: [op("capture", 2_000), op("refund", 500)] }, 500],
    ["a refund of each and then a return", now(120, [{ amount: 10 }, { amount: 5 }], 15), { first: [op("capture", 10_000), op("refund", 1_000)], rest: [op("capture", 2_000), op("refund", 500)] }, 1_500],
  ] as const)("is raised once for the whole order by %s", (_, order, { first, rest }, twice) => {
    const raise = (raised = 0) => {
      const lines = order.credit_lines.map(({ amount, reference }) => ({ amount: Number(amount), reference: reference ?? "" }))
      const after = raised === 0 ? order : { ...now(0, [...lines, { amount: -raised / 100, reference: TWICE_REFERENCE }]), items: order.items, total: String(Number(order.total) + raised / 100) }
      return loweredTwiceFor(both(after, { first: [...first], rest: [...rest] }).reverse(), worthOf(after, FIRST))
    }
    expect([raise(), raise(twice)]).toEqual([twice, 0])
  })

  it.each([
    ["es", "Pedido n.º 12, diferencia"],
    ["en", "Order #12, difference"],
    ["pt", "Encomenda n.º 12, diferença"],
  ] as const)("tells Aplazame the rest as one line (%s)", (language, name) => {
    const order = now(120)
    const edit = orderForCapture(order, { ...REST, language }, worthOf(order, REST), { storefrontUrl: SHOP, language }).edit(cents(2_000))
    expect([edit.total_amount, edit.articles]).toEqual([2_000, [expect.objectContaining({ name, description: "Product 0", price: 2_000, quantity: 1, tax_rate: 0 })]])
    expect(orderForCapture(order, FIRST, worthOf(order, FIRST), { storefrontUrl: SHOP, language }).edit(cents(10_000)).articles[0]?.name).toBe("Product 0")
  })
})
