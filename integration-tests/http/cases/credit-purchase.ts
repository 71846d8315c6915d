import { Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { completeCartWorkflow, createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { AplazameClient } from "../../../src/aplazame"
import { resumeOperations, sweep } from "../../../src/workflows"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy, effects, type Product } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { cancelOrder, capture, editOrder, fulfil, hundredths, orderOf, paymentOf, problemsOf, refund } from "../../support/operator"
import { addDigitalProduct } from "../../support/seed-extras"
import { PROVIDER } from "../../support/seed-store"
import { ADDRESS, complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"

const line = (order: any, sku: string): string => order.items.find((item: any) => item.variant_sku === sku).id
const sum = (rows: any[]): number => rows.reduce((total, row) => total + hundredths(row.amount), 0)
const milliseconds = (count: number) => new Promise<void>((resolve) => setTimeout(resolve, count))
const two = { lines: { CAMISETA: 2, ZAPATILLAS: 1 } }

/** Case 5. Both have looked before either has asked; then the call of one is lost on its way. */
export function withoutSharedLocks(bench: Bench): void {
  const THIRTY = 3_000
  const READS = ["retrieveOrder", "listCaptures", "retrieveCaptureRefunds", "checkRefund", "checkVoid"] as const

  /** Locks that hold nobody who is in another process. */
  beforeEach(() => {
    const locking = bench.container.resolve(Modules.LOCKING)
    const acquire = locking.acquire.bind(locking)
    jest.spyOn(locking, "execute").mockImplementation((_keys, job) => job())
    jest.spyOn(locking, "acquire").mockImplementation(async (keys, args) => {
      if (![keys].flat().every((key) => key.startsWith("aplazame:"))) await acquire(keys, args)
    })
  })
  afterEach(() => jest.restoreAllMocks())

  /** Stops whoever looks at this credit for the nth time from now on, once the answer is there. */
  function holdAtLook(refs: string[], nth: number) {
    const gate = { reached: () => {}, open: () => {} }
    const held = new Promise<void>((resolve) => (gate.reached = resolve))
    const opened = new Promise<void>((resolve) => (gate.open = resolve))
    let looks = 0
    for (const method of READS) {
      const read = bench.aplazame.client[method].bind(bench.aplazame.client) as (...args: string[]) => Promise<unknown>
      const holding = async (...args: string[]) => {
        const answer = await read(...args)
        if (refs.includes(args[0]!) && ++looks === nth) {
          gate.reached()
          await opened
        }
        return answer
      }
      jest.spyOn(bench.aplazame.client, method).mockImplementation(holding as AplazameClient[typeof method] & (() => never))
    }
    return { held, open: gate.open }
  }

  /** What Aplazame, our ledger, our row and Medusa say of a kind of movement. */
  async function books(ref: string, mid: string, orderId: string) {
    const remote = await bench.emulator.order(ref)
    const row = (await bench.aplazame.orders.byMid(mid))!
    const ops = await bench.aplazame.ledger.ofCredit(mid)
    const done = (kind: string) => ops.filter((op) => op.kind === kind && op.state === "done").reduce((total, op) => total + (op.amount ?? 0), 0)
    const payment = paymentOf(await orderOf(bench.seed, orderId))
    return {
      refund: { aplazame: remote.refunded, ledger: done("refund"), row: row.refunded_amount, medusa: sum(payment.refunds) },
      capture: { aplazame: remote.captured, ledger: done("capture"), row: row.captured_amount, medusa: sum(payment.captures) },
      void: { aplazame: remote.voided, ledger: done("void"), row: row.voided_amount },
      unsettled: ops.filter((op) => ["sent", "unknown"].includes(op.state)).map((op) => op.state),
    }
  }

  type Press = (paymentId: string, orderId: string) => Promise<{ status: number }>
  const refunds: Press = (paymentId) => refund(bench.seed, paymentId, THIRTY / 100)
  const captures: Press = (paymentId) => capture(bench.seed, paymentId, THIRTY / 100)
  const voids: Press = (_, orderId) => aplazameAdmin(bench).act(orderId, "void", { amount: THIRTY })

  it.each([
    ["instalments", "refund", "refund", true, refunds, refunds],
    ["pay_later", "capture", "void", false, captures, voids],
  ] as const)("%s: does not take its lost %s for done because of the other's %s of the same amount, wherever it had looked", async (product, kind, other, captured, mine, theirs) => {
    await withOptions(bench, { captureOn: "manual" }, async () => {
      for (let nth = 1; ; nth++) {
        const { ref, mid, orderId, paymentId } = await buy(bench, product, { lines: { ZAPATILLAS: 1 } })
        if (captured) expect((await capture(bench.seed, paymentId)).status).toBe(200)
        const before = await books(ref, mid, orderId)
        const { held, open } = holdAtLook([ref, mid], nth)
        const second = mine(paymentId, orderId)
        const isHeld = await Promise.race([held.then(() => true), second.then(() => false)])
        if (!isHeld) {
          // It looks fewer times than that: every place was tried.
          expect((await second).status).toBe(200)
          expect(nth).toBeGreaterThan(1)
          return
        }
        const first = theirs(paymentId, orderId)
        // Where something else than the lock keeps it waiting, the one that is held goes first.
        await Promise.race([first, milliseconds(3_000)])
        await bench.emulator.setFaults({ method: "POST", route: kind === "refund" ? "/refunds?$" : "/captures$", ref, reset: "before", times: 1 })
        open()
        const answers = [{ of: kind, ...(await second) }, { of: other, ...(await first) }]
        await bench.emulator.clearFaults()
        jest.restoreAllMocks()
        const after = await eventually(async () => {
          await resumeOperations(bench.container)
          const now = await books(ref, mid, orderId)
          expect(now.unsettled).toEqual([])
          return now
        })
        for (const what of new Set([kind, other])) {
          const told = answers.filter((answer) => answer.of === what && answer.status === 200).length * THIRTY
          const moved = before[what].aplazame + told
          expect({ look: nth, [what]: after[what] }).toEqual({ look: nth, [what]: Object.fromEntries(Object.keys(after[what]).map((where) => [where, moved])) })
        }
        expect(answers[0]!.status).not.toBe(200)
        // Asked again, it is done, once.
        await eventually(async () => expect((await mine(paymentId, orderId)).status).toBe(200))
        const asked = await books(ref, mid, orderId)
        expect(asked[kind].aplazame).toBe(after[kind].aplazame + THIRTY)
        expect(new Set(Object.values(asked[kind])).size).toBe(1)
      }
    })
  })
}

type Hook = "beforePaymentAuthorization" | "orderCreated"
type Hooks = Record<Hook, (handler: (given: { order_id?: string; id?: string; input?: { id: string } }, tools: { container: MedusaContainer }) => Promise<void>) => void>

/** Case 16. The store's own code, in a hook of Medusa's completion, makes the order worth something else than its cart was. */
export function placedWorth(bench: Bench): void {
  let change: ((hook: Hook, orderId: string, container: MedusaContainer) => Promise<void>) | null = null
  beforeAll(() => {
    const hooks = completeCartWorkflow.hooks as unknown as Hooks
    for (const hook of ["beforePaymentAuthorization", "orderCreated"] as const) {
      hooks[hook](async (given, { container }) => {
        if (!change) return
        const cartId = given.input?.id ?? given.id
        const { data } = given.order_id ? { data: [given] } : await container.resolve("query").graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } })
        await change(hook, data[0]!.order_id!, container)
      })
    }
  })
  afterEach(() => (change = null))

  const TEN = 1_000
  const lowered = (at: Hook) => async (hook: Hook, orderId: string, container: MedusaContainer) => {
    if (hook !== at) return
    await createOrderCreditLinesWorkflow(container).run({ input: { id: orderId, credit_lines: [{ amount: TEN / 100, reference: "loyalty", reference_id: "points" }] } })
  }
  const raised = async (hook: Hook, orderId: string, container: MedusaContainer) => {
    if (hook !== "orderCreated") return
    const orders = container.resolve(Modules.ORDER)
    const order = await orders.retrieveOrder(orderId, { relations: ["items"] })
    const action = { action: "ITEM_UPDATE" as const, details: { reference_id: order.items![0]!.id, quantity: Number(order.items![0]!.quantity) + 1 } }
    const { id } = await orders.createOrderChange({ order_id: orderId, change_type: "edit", actions: [action] })
    await orders.confirmOrderChange(id)
  }
  /** Bought, with what the order is worth. */
  const sold = async (by: NonNullable<typeof change>, product: Product, wish = {}) => {
    change = by
    const bought = await buy(bench, product, wish)
    change = null
    return { ...bought, worth: hundredths(bought.order.total) }
  }
  const problems = async (orderId: string) => (await problemsOf(bench.seed, orderId)).map(({ kind, figures }) => ({ kind, figures }))

  it.each([
    ["instalments", "beforePaymentAuthorization"],
    ["pay_later", "orderCreated"],
  ] as const)("%s, lowered at %s: a person is told both figures, and nothing is taken off the credit when the goods are sent", async (product, hook) => {
    const { ref, mid, orderId, total, worth } = await sold(lowered(hook), product)
    expect(worth).toBe(total - TEN)
    const told = [{ kind: "order_below_credit", figures: expect.objectContaining({ worth, credit: total }) }]
    await eventually(async () => expect(await problems(orderId)).toEqual(told))
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    const captured = async () => (await bench.aplazame.ledger.ofCredit(mid)).filter((op) => op.kind === "capture").map((op) => op.state)
    await eventually(async () => expect(await captured()).toEqual(["done"]), { within: 20_000, every: 300 })
    await sweep(bench.container)
    await resumeOperations(bench.container)
    expect(await bench.emulator.order(ref)).toMatchObject({ total, voided: 0, refunded: 0, cancelled: null, ...(product === "pay_later" ? { captured: worth } : {}) })
    expect(await effects(bench, ref)).not.toContain("POST /void")
    expect(await problems(orderId)).toEqual(told)
  })

  it("is in order again when the operator takes the difference off: the problem closes, the order keeps its worth, the goods are captured", async () => {
    const { ref, orderId, total, worth } = await sold(lowered("orderCreated"), "pay_later")
    await eventually(async () => expect(await problems(orderId)).toHaveLength(1))
    expect((await aplazameAdmin(bench).act(orderId, "void", { amount: TEN })).status).toBe(200)
    await eventually(async () => expect(await problems(orderId)).toEqual([]))
    expect(hundredths((await orderOf(bench.seed, orderId)).total)).toBe(worth)
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("captured"), { within: 20_000 })
    expect(await bench.emulator.order(ref)).toMatchObject({ total, voided: TEN, captured: worth, remaining_capture: 0 })
  })

  it("is told no more once the order is cancelled, and its credit ends whole", async () => {
    const { ref, orderId } = await sold(lowered("orderCreated"), "pay_later")
    await eventually(async () => expect(await problems(orderId)).toHaveLength(1))
    expect((await cancelOrder(bench.seed, orderId)).status).toBe(200)
    await eventually(async () => expect((await bench.emulator.order(ref)).cancelled).not.toBeNull())
    await eventually(async () => expect(await problems(orderId)).toEqual([]))
  })

  it("loses to a later edit only what that edit took off", async () => {
    const { ref, orderId, order, total, worth } = await sold(lowered("orderCreated"), "pay_later", two)
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const left = hundredths((await orderOf(bench.seed, orderId)).total)
    await eventually(async () => expect((await bench.emulator.order(ref)).voided).toBeGreaterThan(0))
    await sweep(bench.container)
    await resumeOperations(bench.container)
    expect(await bench.emulator.order(ref)).toMatchObject({ voided: worth - left, cancelled: null })
    // The event of the edit may still be at it.
    const told = [{ kind: "order_below_credit", figures: expect.objectContaining({ worth: left, credit: total - (worth - left) }) }]
    await eventually(async () => expect(await problems(orderId)).toEqual(told))
  })

  it("worth more than its credit, a person is told what is outstanding at once", async () => {
    const { ref, orderId, total, worth } = await sold(raised, "pay_later")
    expect(worth).toBeGreaterThan(total)
    await eventually(async () => expect(await problems(orderId)).toEqual([{ kind: "order_above_credit", figures: { worth, credit: total, outstanding: worth - total } }]))
    expect(await effects(bench, ref)).toEqual([])
  })
}

/** Case 17. The order was placed with nothing but a session that waits; Medusa gives it a payment when the check is passed. */
export function duringTheCheck(bench: Bench): void {
  const challenged = async (wish = {}) => {
    const { checkout_id: ref, mid } = await openCheckout(bench.seed, wish)
    await bench.emulator.challenge(ref)
    const { order_id: orderId, total_amount: total } = (await bench.aplazame.orders.byMid(mid))!
    return { ref, mid, total: total as number, orderId: orderId!, order: await orderOf(bench.seed, orderId!) }
  }
  const collections = (order: any) => order.payment_collections.map((one: any) => [one.status, hundredths(one.amount)]).sort()
  const outstanding = async (orderId: string) => {
    const { order } = await bench.seed.admin.ok<any>(bench.seed.admin.get(`/admin/orders/${orderId}?fields=id,summary`))
    return hundredths(order.summary.pending_difference)
  }

  it("upwards: after the approval the difference is visibly outstanding and told, and the goods are captured for the credit", async () => {
    const { ref, total, orderId } = await challenged()
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    const worth = hundredths((await orderOf(bench.seed, orderId)).total)
    expect(worth).toBeGreaterThan(total)
    expect(await bench.emulator.passChallenge(ref)).toMatchObject({ status: "ok" })
    await eventually(async () => {
      const now = await orderOf(bench.seed, orderId)
      expect(collections(now)).toEqual([["authorized", total], ["not_paid", worth - total]])
      expect(await problemsOf(bench.seed, orderId)).toEqual([expect.objectContaining({ kind: "order_above_credit", figures: { worth, credit: total, outstanding: worth - total } })])
    })
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => {
      const now = await orderOf(bench.seed, orderId)
      expect(sum(paymentOf(now).captures)).toBe(total)
      expect(collections(now)).toEqual([["completed", total], ["not_paid", worth - total]])
      // Medusa's own figure is made of totals that are not rounded.
      expect(Math.abs((await outstanding(orderId)) - (worth - total))).toBeLessThanOrEqual(1)
    }, { within: 20_000 })
    expect(await bench.emulator.order(ref)).toMatchObject({ total, voided: 0, refunded: 0, cancelled: null })
  })

  it("and whose session a second tab has ended: it is paid and captured all the same", async () => {
    const { ref, mid, total, orderId, order } = await challenged()
    const collection = order.payment_collections[0].id
    await bench.seed.store.ok(bench.seed.store.post(`/store/payment-collections/${collection}/payment-sessions`, { provider_id: "pp_system_default" }))
    expect(await bench.emulator.passChallenge(ref)).toMatchObject({ status: "ok" })
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).payment_status).toBe("authorized"))
    await fulfil(bench.seed, await orderOf(bench.seed, orderId))
    await eventually(async () => expect((await bench.aplazame.orders.byMid(mid))!.captured_amount).toBe(total), { within: 20_000 })
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("downwards: after the approval the difference is taken off by itself, and the rest is authorised", async () => {
    const { ref, mid, total, orderId, order } = await challenged(two)
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = hundredths((await orderOf(bench.seed, orderId)).total)
    expect(await bench.emulator.passChallenge(ref)).toMatchObject({ status: "ok" })
    await eventually(async () => {
      expect((await bench.aplazame.orders.byMid(mid))!.voided_amount).toBe(total - worth)
      const now = await orderOf(bench.seed, orderId)
      expect(collections(now)).toEqual([["authorized", worth]])
      expect(hundredths(paymentOf(now).amount)).toBe(worth)
    })
    expect((await bench.emulator.order(ref)).cancelled).toBeNull()
    expect(await effects(bench, ref)).toEqual(expect.arrayContaining(["POST /void"]))
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("downwards, when the process died before it noted what the order was worth: the difference is taken off all the same, and nobody is told anything", async () => {
    const { ref, mid, total, orderId, order } = await challenged(two)
    await bench.aplazame.orders.update(mid, { placed_amount: null })
    await editOrder(bench.seed, orderId, { itemId: line(order, "ZAPATILLAS"), quantity: 0 })
    const worth = hundredths((await orderOf(bench.seed, orderId)).total)
    expect(await bench.emulator.passChallenge(ref)).toMatchObject({ status: "ok" })
    await eventually(async () => expect(await bench.aplazame.orders.byMid(mid)).toMatchObject({ placed_amount: total, voided_amount: total - worth }))
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })

  it("upwards and down again: nothing is outstanding and nobody is told anything", async () => {
    const { ref, total, orderId } = await challenged()
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    await editOrder(bench.seed, orderId, { itemId: line(await orderOf(bench.seed, orderId), "ZAPATILLAS"), quantity: 0 })
    expect(await bench.emulator.passChallenge(ref)).toMatchObject({ status: "ok" })
    await sweep(bench.container)
    const now = await orderOf(bench.seed, orderId)
    expect(now.payment_status).toBe("authorized")
    expect(collections(now)).toEqual([["authorized", total]])
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
    expect((await effects(bench, ref)).filter((call) => call.endsWith("/void"))).toEqual([])
  })

  it("upwards and refused: the order is cancelled with what was to be paid, and nobody is told anything", async () => {
    const { ref, orderId } = await challenged()
    await editOrder(bench.seed, orderId, { variantId: bench.seed.variants.ZAPATILLAS!, quantity: 1 })
    await bench.emulator.failChallenge(ref)
    await eventually(async () => expect((await orderOf(bench.seed, orderId)).status).toBe("canceled"))
    await sweep(bench.container)
    expect(collections(await orderOf(bench.seed, orderId)).map(([status]: [string]) => status)).toEqual(["canceled"])
    expect(await problemsOf(bench.seed, orderId)).toEqual([])
  })
}

/** Case 18. Two addresses in one town: equal totals, and only one of them was approved. */
export function switchedCarts(bench: Bench): void {
  const OTHER = { ...ADDRESS, first_name: "Otra", address_1: "Calle Mayor 2" }
  const query = () => bench.container.resolve("query")
  afterEach(() => {
    jest.restoreAllMocks()
  })

  /** As the shopper does it, who is told to try again while the cart is being sold. */
  const switchTo = (cartId: string, address: typeof ADDRESS) => bench.seed.store.post(`/store/carts/${cartId}?fields=id`, { shipping_address: address })

  /** Does something once, right before or right after the first look that the plugin takes at what is in the cart. */
  function atTheLook(cartId: string, job: { before?: () => Promise<unknown>; after?: () => Promise<unknown> }): void {
    const graph = query().graph.bind(query())
    let seen = false
    jest.spyOn(query(), "graph").mockImplementation((async (asked: any, ...more: any[]) => {
      const isTheLook = !seen && asked.entity === "cart" && asked.filters?.id === cartId && asked.fields.some((field: string) => field.startsWith("shipping_address."))
      if (!isTheLook) return graph(asked, ...more)
      seen = true
      await job.before?.()
      const answer = await graph(asked, ...more)
      await job.after?.()
      return answer
    }) as never)
  }

  /** Where the living orders of a cart go, and what Aplazame was told. */
  async function outcome(ref: string, cartId: string) {
    const { data } = await query().graph({ entity: "order_cart", fields: ["order.status", "order.shipping_address.address_1"], filters: { cart_id: cartId } })
    const { status, cancelled } = await bench.emulator.order(ref)
    return { status, ended: cancelled !== null, sentTo: data.filter((one: any) => one.order.status !== "canceled").map((one: any) => one.order.shipping_address.address_1) }
  }
  const APPROVED = { status: "ok", ended: false, sentTo: [ADDRESS.address_1] }
  const REFUSED = expect.objectContaining({ status: "ko", sentTo: [] })

  it("sells what was approved or nothing, when the address is switched after the store has looked", async () => {
    const { checkout_id: ref, cartId } = await openCheckout(bench.seed)
    atTheLook(cartId, { after: () => switchTo(cartId, OTHER) })
    await bench.emulator.approve(ref)
    jest.restoreAllMocks()
    expect([APPROVED, REFUSED]).toContainEqual(await outcome(ref, cartId))
  })

  it("sells what was approved or nothing, when the approved address is in the cart only while the store looks", async () => {
    const { checkout_id: ref, cartId } = await openCheckout(bench.seed)
    await bench.seed.store.ok(switchTo(cartId, OTHER))
    atTheLook(cartId, { before: () => switchTo(cartId, ADDRESS), after: () => switchTo(cartId, OTHER) })
    await bench.emulator.approve(ref)
    jest.restoreAllMocks()
    expect([APPROVED, REFUSED]).toContainEqual(await outcome(ref, cartId))
  })

  it("sells what was approved or nothing, when the shopper switches and completes the cart by themselves while the store accepts", async () => {
    const { checkout_id: ref, cartId } = await openCheckout(bench.seed)
    const { orders } = bench.aplazame
    const begin = orders.beginAccepting.bind(orders)
    let theirs: Promise<unknown> | undefined
    jest.spyOn(orders, "beginAccepting").mockImplementationOnce(async (...args) => {
      await begin(...args)
      await switchTo(cartId, OTHER)
      theirs = complete(bench.seed, cartId)
      await milliseconds(300)
    })
    await bench.emulator.approve(ref)
    await theirs
    jest.restoreAllMocks()
    expect([APPROVED, REFUSED]).toContainEqual(await outcome(ref, cartId))
  })

  it("holds what was approved or nothing, when the address is switched while the order is placed for the identity check", async () => {
    const { checkout_id: ref, cartId } = await openCheckout(bench.seed)
    atTheLook(cartId, { after: () => switchTo(cartId, OTHER) })
    await bench.emulator.challenge(ref)
    jest.restoreAllMocks()
    const held = await outcome(ref, cartId)
    expect([[], [ADDRESS.address_1]]).toContainEqual(held.sentTo)
    await bench.emulator.passChallenge(ref)
    expect([APPROVED, REFUSED]).toContainEqual(await outcome(ref, cartId))
  })

  it("answers ko at once to a cart that was switched before, and sells it by a new checkout", async () => {
    const { checkout_id: ref, cartId, mid } = await openCheckout(bench.seed)
    await bench.seed.store.ok(switchTo(cartId, OTHER))
    await bench.emulator.approve(ref)
    expect(await outcome(ref, cartId)).toEqual(REFUSED)
    expect(await bench.aplazame.orders.byMid(mid)).toMatchObject({ order_id: null, reason_code: "cart_changed" })
    const again = await pressPay(bench.seed, (await paymentSession(bench.seed, cartId)).id)
    expect(await bench.emulator.approve(again.body.checkout_id)).toMatchObject({ status: "ok" })
    expect((await outcome(again.body.checkout_id, cartId)).sentTo).toEqual([OTHER.address_1])
  })
}

const CURRENCIES = [
  ["jpy", "jp", 5_000],
  ["kwd", "kw", 12.345],
] as const

/** Case 19. No hundredths in any of them; a store that sells abroad has another provider there. */
export function otherCurrencies(bench: Bench): void {
  const regions: Record<string, string> = {}
  beforeAll(async () => {
    const { admin, channelId, variants } = bench.seed
    const { stores } = await admin.ok<any>(admin.get("/admin/stores"))
    const supported = CURRENCIES.map(([currency_code]) => ({ currency_code }))
    await admin.ok(admin.post(`/admin/stores/${stores[0].id}`, { supported_currencies: [{ currency_code: "eur", is_default: true }, { currency_code: "usd" }, ...supported] }))
    for (const [currency_code, country] of CURRENCIES) {
      const region = { name: currency_code, currency_code, countries: [country], payment_providers: ["pp_system_default", PROVIDER] }
      regions[currency_code] = (await admin.ok<any>(admin.post("/admin/regions", region))).region.id
    }
    const prices = [{ currency_code: "eur", amount: 60 }, ...CURRENCIES.map(([currency_code, , amount]) => ({ currency_code, amount }))]
    const { product } = await admin.ok<any>(
      admin.post("/admin/products?fields=id,*variants", {
        title: "Abanico",
        handle: "abanico",
        status: "published",
        options: [{ title: "Talla", values: ["Única"] }],
        variants: [{ title: "Única", sku: "ABANICO", options: { Talla: "Única" }, manage_inventory: false, prices }],
        sales_channels: [{ id: channelId }],
      })
    )
    variants.ABANICO = product.variants[0].id
    await addDigitalProduct(bench.seed)
  })
  afterEach(() => jest.restoreAllMocks())

  const abroad = (currency: string, country: string) =>
    readyCart(bench.seed, { regionId: regions[currency], lines: { ABANICO: 1 }, shippingOptionId: null, address: { country_code: country } })

  it.each(CURRENCIES)("sells a cart in %s with another provider, and fulfils, captures, refunds and cancels it, as without the plugin", async (currency, country, amount) => {
    const { seed, container } = bench
    const warned = jest.spyOn(container.resolve("logger"), "warn")
    const make = async () => {
      const cartId = await abroad(currency, country)
      await paymentSession(seed, cartId, "pp_system_default")
      const { status, body } = await complete(seed, cartId)
      expect({ status, type: body.type }).toEqual({ status: 200, type: "order" })
      return orderOf(seed, body.order.id)
    }
    const order = await make()
    expect(order.total).toBe(amount)
    const payment = order.payment_collections[0].payments[0].id
    await fulfil(seed, order)
    expect((await capture(seed, payment)).status).toBe(200)
    expect((await refund(seed, payment, amount)).status).toBe(200)
    expect((await cancelOrder(seed, (await make()).id)).status).toBe(200)
    await sweep(container)
    await resumeOperations(container)
    // What is open of other tests is tried again meanwhile.
    expect(warned.mock.calls.flat().filter((text) => /aplazame/.test(String(text)) && !/aplord_|\/orders\//.test(String(text)))).toEqual([])
    expect(await seed.admin.get(`/admin/aplazame/orders/${order.id}`)).toMatchObject({ status: 200, body: { credit: null } })
    expect(await problemsOf(seed, order.id)).toEqual([])
  })

  it.each(CURRENCIES)("says of a cart in %s that it can't be paid with Aplazame, and nothing breaks when that is tried all the same", async (currency, country) => {
    const { seed } = bench
    const cartId = await abroad(currency, country)
    const eligible = await seed.store.get(`/store/aplazame/eligibility?cart_id=${cartId}`)
    expect(eligible).toMatchObject({ status: 200, body: { eligible: false } })
    expect(await seed.store.get(`/store/aplazame/carts/${cartId}/payment`)).toMatchObject({ status: 200, body: { state: "none" } })
    const session = await paymentSession(seed, cartId)
    expect(await pressPay(seed, session.id)).toMatchObject({ status: 400, body: { code: "currency_not_supported" } })
    expect(await complete(seed, cartId)).toMatchObject({ status: 200, body: { type: "cart", error: { type: "payment_requires_more_error" } } })
    await paymentSession(seed, cartId, "pp_system_default")
    expect((await complete(seed, cartId)).body.type).toBe("order")
  })

  it.each([
    ["is to be paid", false, "cart_changed"],
    ["was paid", true, "cart_already_paid"],
  ] as const)("answers ko to the approval of a cart that %s with another provider in yen meanwhile", async (_how, paid, reason) => {
    const { seed, emulator, aplazame } = bench
    const { checkout_id: ref, cartId, mid } = await openCheckout(seed, { lines: { ABANICO: 1 }, shippingOptionId: null })
    await seed.store.ok(seed.store.post(`/store/carts/${cartId}?fields=id`, { region_id: regions.jpy, shipping_address: { ...ADDRESS, country_code: "jp" } }))
    await paymentSession(seed, cartId, "pp_system_default")
    if (paid) expect((await complete(seed, cartId)).body.type).toBe("order")
    await emulator.approve(ref)
    const [answered] = (await emulator.order(ref)).notifications
    expect(answered).toMatchObject({ http_status: 200, answer: { status: "ko", reason: expect.stringMatching(`${reason}|cart_already_paid|currency_differs|session_gone`) } })
    expect(await aplazame.orders.byMid(mid)).toMatchObject({ order_id: null, state: expect.stringMatching(/refused|cancelled/) })
    if (!paid) expect((await complete(seed, cartId)).body.type).toBe("order")
  })

  it("answers what Medusa answers to the completion of a cart that does not exist", async () => {
    const { status, body } = await complete(bench.seed, "cart_unknown")
    expect({ status, ours: body.type === "aplazame" }).toEqual({ status: 404, ours: false })
  })
}
