import { Modules } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { startCheckoutWorkflow, type PayloadHookInput } from "../../../src/workflows"
import type { Bench } from "../../support/aplazame-store"
import { signedIn } from "../../support/seed-extras"
import { complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"
import { replaceable } from "./replaceable-hooks"

/** Hooks of `startCheckoutWorkflow`, on a store that has registered the examples of docs/hooks.md. */
export function hooks(bench: Bench): void {
  const instead = replaceable(startCheckoutWorkflow.hooks, ["validate", "setCustomerType", "setPayload"], ["eligibility", "customer-type", "payload"])

  const payloadOf = async (ref: string): Promise<any> => (await bench.emulator.order(ref)).payload
  const creations = async () => (await bench.emulator.calls()).filter((c) => c.method === "POST" && c.path === "/checkout")
  const logged = (level: "error" | "info") => jest.spyOn(bench.container.resolve("logger"), level)

  /** Presses pay and expects a refusal, of which nothing went out and nothing was written. */
  async function expectRefused(code: string, status: number, cartId?: string) {
    const id = cartId ?? (await readyCart(bench.seed))
    const session = await paymentSession(bench.seed, id)
    const answer = await pressPay(bench.seed, session.id, { language: "en" })
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await creations()).toEqual([])
    expect(await bench.aplazame.orders.ofSubject({ kind: "cart", id })).toEqual([])
    return { ...answer, cartId: id, sessionId: session.id }
  }

  it("changes the words of the lines and adds to meta; the sum stays, the shopper pays, the store sells", async () => {
    const { checkout_id, cartId } = await openCheckout(bench.seed, { lines: { CAMISETA: 3 } })
    const payload = await payloadOf(checkout_id)
    for (const article of payload.order.articles) expect(article).toMatchObject({ category: "ropa", description: `${article.name}, con devolución en 30 días` })
    expect(payload.meta).toMatchObject({ shop: "calle-mayor", module: { name: expect.any(String) } })
    expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok" })
    expect((await complete(bench.seed, cartId)).body.type).toBe("order")
  })

  it("refuses a purchase by the store's own rule, in words for the shopper, before anything is written or sent", async () => {
    const info = logged("info")
    const { body } = await expectRefused("not_available", 400, await readyCart(bench.seed, { lines: { CAMISETA: 11 } }))
    expect(body.message).toBe("Aplazame is not available for this purchase.")
    expect(JSON.stringify(body)).not.toContain("ten pieces")
    expect(info.mock.calls.flat().join(" ")).toContain("hook validate: more than ten pieces of one article")
    info.mockRestore()
  })

  it("fails the workflow with the hook's own error for a store's own workflow, and gives expected refusals as results", async () => {
    const session = await paymentSession(bench.seed, await readyCart(bench.seed, { lines: { CAMISETA: 11 } }))
    const input = { session_id: session.id, customer_id: null }
    await expect(startCheckoutWorkflow(bench.container).run({ input })).rejects.toMatchObject({ type: "not_allowed", message: "more than ten pieces of one article" })
    const { result } = await startCheckoutWorkflow(bench.container).run({ input: { ...input, session_id: "payses_none" } })
    expect(result).toEqual({ ok: false, code: "session_not_found", status: 404, details: {} })
  })

  it("answers as to any failure when a hook fails for the moment, and starts when it works again", async () => {
    instead.set("validate", () => {
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
    })
    const session = await paymentSession(bench.seed, await readyCart(bench.seed))
    expect((await pressPay(bench.seed, session.id)).status).toBe(500)
    expect(await creations()).toEqual([])
    instead.clear()
    expect((await pressPay(bench.seed, session.id)).status).toBe(200)
  })

  it("sets the customer's type where the store knows better, and no other", async () => {
    const shopper = await signedIn(bench.seed)
    const typeOf = async (lines: Record<string, number>) => (await payloadOf((await openCheckout(bench.seed, { as: shopper.http, email: shopper.email, lines })).checkout_id)).customer
    expect(await typeOf({ CAMISETA: 1 })).toMatchObject({ type: "n", id: shopper.id })
    await bench.container.resolve(Modules.CUSTOMER).updateCustomers(shopper.id, { metadata: { bought_before: true } })
    expect(await typeOf({ CAMISETA: 2 })).toMatchObject({ type: "e", id: shopper.id })
    expect((await payloadOf((await openCheckout(bench.seed)).checkout_id)).customer).toMatchObject({ type: "g" })
  })

  it("gives a guest whom the store knows their type, and nothing of an account", async () => {
    instead.set("setCustomerType", () => new StepResponse("e"))
    const { customer } = await payloadOf((await openCheckout(bench.seed)).checkout_id)
    expect(customer).toMatchObject({ type: "e" })
    expect(customer).not.toHaveProperty("id")
    expect(customer).not.toHaveProperty("date_joined")
  })

  it("sends nothing whose sum is not what the shopper pays, and logs which sum differs", async () => {
    const error = logged("error")
    instead.set("setPayload", ({ payload }: PayloadHookInput) => {
      const [first, ...rest] = payload.articles
      return new StepResponse({ articles: [{ ...first!, price: first!.price + 100 }, ...rest] })
    })
    const { cartId, sessionId } = await expectRefused("not_available", 400)
    expect(error.mock.calls.flat().join(" ")).toMatch(new RegExp(`${cartId}: the result of hook setPayload is not sent: Articles and shipping come to \\d+ hundredths with tax, not to the total of \\d+`))
    error.mockRestore()
    instead.clear()
    expect((await pressPay(bench.seed, sessionId)).status).toBe(200)
  })

  it("sends a hook's texts as our own: one form, cut, without markup", async () => {
    instead.set("setPayload", ({ payload }: PayloadHookInput) => {
      const [first, ...rest] = payload.articles
      const description = `<img src="data:image/png;base64,${"A".repeat(9_000)}"><p>Con devoluci&oacute;n</p>`
      return new StepResponse({ articles: [{ ...first!, name: ` ${"Nu\u0301ria ".repeat(60)}`, description, category: " " }, ...rest], customer: { phone: "616 12 34 56 - 915 12 34 56", language: "pt-BR" } })
    })
    const { order, customer } = await payloadOf((await openCheckout(bench.seed, { lines: { CAMISETA: 1 } })).checkout_id)
    expect(order.articles[0]).toMatchObject({ name: expect.stringMatching(/^Núria .{240,248}…$/), description: "Con devolución" })
    expect(order.articles[0]).not.toHaveProperty("category")
    expect(customer).toMatchObject({ phone: "616123456", language: "pt" })
  })

  it("sends nothing of which a required text is blank, and names it in the log", async () => {
    const error = logged("error")
    instead.set("setPayload", ({ payload }: PayloadHookInput) => new StepResponse({ articles: payload.articles.map((one) => ({ ...one, name: " \u200b" })) }))
    const { cartId } = await expectRefused("not_available", 400)
    expect(error.mock.calls.flat().join(" ")).toContain(`${cartId}: the result of hook setPayload is not sent: articles.0.name is blank`)
    error.mockRestore()
  })

  it.each([
    ["setPayload", "a field that is not the hook's", { total_amount: 1 }, /setPayload: its result is not right/],
    ["setPayload", "meta of the plugin", { meta: { module: "mine" } }, /setPayload: its result is not right: meta/],
    ["setPayload", "an amount that is no whole number", { shipping: { price: 1.5 } }, /setPayload: its result is not right: shipping\.price/],
    ["setCustomerType", "a type that there is not", "vip", /setCustomerType: its result is not right/],
  ] as const)("refuses a result of %s with %s, and says in the log what is not right", async (hook, _what, result, words) => {
    const error = logged("error")
    instead.set(hook, () => new StepResponse(result))
    await expectRefused("not_available", 400)
    expect(error.mock.calls.flat().join(" ")).toMatch(words)
    error.mockRestore()
  })

  it("hands out one checkout for the same content, whatever a hook says now, pressed again or at once", async () => {
    let times = 0
    instead.set("setPayload", () => new StepResponse({ meta: { press: ++times } }))
    const session = await paymentSession(bench.seed, await readyCart(bench.seed))
    const all = await Promise.all([1, 2, 3, 4].map(() => pressPay(bench.seed, session.id)))
    const again = await pressPay(bench.seed, session.id)
    expect(new Set([...all, again].map(({ body }) => body.checkout_id)).size).toBe(1)
    expect(await creations()).toHaveLength(1)
    expect(times).toBe(5)
  })

  it("begins no checkout for a cart that changed while a hook was busy", async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    instead.set("validate", async () => {
      await bench.seed.store.ok(bench.seed.store.post(`/store/carts/${cartId}?fields=id`, { email: "otra@example.com" }))
    })
    const { status, body } = await pressPay(bench.seed, session.id)
    expect([status, body.code]).toEqual([409, "session_outdated"])
    expect(await creations()).toEqual([])
  })
}
