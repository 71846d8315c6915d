import { withTimeout, type Bench } from "../../support/aplazame-store"
import { eventually } from "../../support/eventually"
import { complete, openCheckout, paymentSession, pressPay, readyCart } from "../../support/shopper"

/** Aplazame refuses, is away, or answers into a dead line. */
export function checkoutTroubles(bench: Bench): void {
  const start = async () => {
    const cartId = await readyCart(bench.seed)
    const session = await paymentSession(bench.seed, cartId)
    return { cartId, session, press: () => pressPay(bench.seed, session.id) }
  }
  const SECRET = "articles: Ensure this field is set (internal trace 0xbeef)"

  it("gives a stable code and no word of Aplazame's when it refuses the checkout, and lets the shopper try again", async () => {
    const { press } = await start()
    await bench.emulator.setFaults({ route: "POST /checkout", times: 1, status: 400, error_body: { error: { message: SECRET, fields: { articles: [SECRET] } } } })
    const { status, body } = await press()
    expect({ status, body }).toEqual({
      status: 422,
      body: { type: "aplazame", code: "checkout_refused", message: expect.stringContaining("Aplazame"), details: {} },
    })
    expect(JSON.stringify(body)).not.toMatch(/trace|articles|stack/i)
    expect((await press()).status).toBe(200)
  })

  it.each([
    ["is down", { status: 503 }],
    ["answers too late", { delay_ms: 2_500 }],
  ])("asks to try again in a moment when Aplazame %s, and the next press works", async (_name, fault) => {
    const { press } = await start()
    await bench.emulator.setFaults({ route: "POST /checkout", times: 1, ...fault })
    const { status, body } = await withTimeout(bench, 1_000, press)
    expect({ status, body }).toEqual({
      status: 503,
      body: { type: "aplazame", code: "aplazame_unavailable", message: expect.stringContaining("Aplazame"), details: {} },
    })
    await bench.emulator.clearFaults()
    expect((await press()).status).toBe(200)
    // What Aplazame did too late must not reach the next test.
    if ("delay_ms" in fault) await eventually(async () => expect((await bench.emulator.calls()).filter(({ method, path }) => `${method} ${path}` === "POST /checkout")).toHaveLength(2))
  })

  it.each([
    ["cut", { reset: "after" as const }],
    ["rubbish", { malformed: "truncated" as const }],
  ])("finds the checkout whose creation was answered by %s: the shopper pays, and Aplazame has one order", async (_name, fault) => {
    const { press, cartId } = await start()
    await bench.emulator.setFaults({ route: "POST /checkout", times: 1, ...fault })
    const first = await withTimeout(bench, 1_000, press)
    const { status, body } = first.status === 200 ? first : await press()
    expect(status).toBe(200)
    expect((await bench.emulator.orders()).count).toBe(1)
    await bench.emulator.approve(body.checkout_id)
    expect((await complete(bench.seed, cartId)).body.type).toBe("order")
  })

  it("finds it later too, when Aplazame was away altogether after the lost answer", async () => {
    const { press } = await start()
    await bench.emulator.setFaults({ route: "POST /checkout", times: 1, reset: "after" }, { method: "GET", route: "^/orders", status: 503 })
    expect(await press()).toMatchObject({ status: 503, body: { code: "aplazame_unavailable" } })
    await bench.emulator.clearFaults()
    expect((await press()).status).toBe(200)
    expect((await bench.emulator.orders()).count).toBe(1)
  })

  it("begins anew after a refusal by Aplazame, under another mid", async () => {
    const first = await openCheckout(bench.seed)
    await bench.emulator.refuse(first.checkout_id)
    const again = await pressPay(bench.seed, first.sessionId)
    expect(again.status).toBe(200)
    expect(again.body.mid).not.toBe(first.mid)
    expect(await bench.emulator.approve(again.body.checkout_id)).toMatchObject({ status: "ok" })
  })
}
