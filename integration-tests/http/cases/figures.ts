import { aplazameAdmin } from "../../support/aplazame-admin"
import type { Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { eventually } from "../../support/eventually"
import { capture, fulfil, refund } from "../../support/operator"
import { complete, openCheckout, paymentSession, readyCart } from "../../support/shopper"

const ZONE = "Europe/Madrid"
/** Today by the shop's calendar. */
const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(new Date())
const daysAgo = (days: number): string => new Date(Date.parse(today()) - days * 86_400_000).toISOString().slice(0, 10)

/** With `captureOn: "manual"`. */
export function figures(bench: Bench): void {
  const { get } = aplazameAdmin(bench)
  const ask = (query: string) => get(`/figures?${query}`)
  const week = () => `from=${daysAgo(6)}&to=${today()}&time_zone=${ZONE}`

  it("are none where nothing was begun", async () => {
    expect((await ask(week())).body).toEqual({ from: daysAgo(6), to: today(), time_zone: ZONE, currencies: [] })
    expect((await get(`/figures/csv?${week()}`)).body).toMatch(/^day,currency_code,product,started,[a-z_,]*\r\n$/)
  })

  it("tell what became of the day's checkouts, beside what the shop sold in other ways", async () => {
    const begun = today()
    const first = await buy(bench, "instalments")
    const second = await buy(bench, "pay_later", { lines: { CAMISETA: 1 } })
    const refused = await openCheckout(bench.seed)
    await bench.emulator.refuse(refused.checkout_id)
    await openCheckout(bench.seed)
    // Paid in another way: of the shop's sales, not of ours.
    const cartId = await readyCart(bench.seed, { lines: { CAMISETA: 1 } })
    const other = await paymentSession(bench.seed, cartId, "pp_system_default")
    expect((await complete(bench.seed, cartId)).body.type).toBe("order")
    // Medusa counts this as another version of the order.
    await fulfil(bench.seed, second.order)
    const captured = await capture(bench.seed, first.paymentId)
    expect(captured.status).toBe(200)
    expect((await refund(bench.seed, first.paymentId, 10)).status).toBe(200)
    await eventually(async () => expect((await ask(week())).body.currencies[0].total.refunded_amount).toBe(1_000))

    const { status, body } = await ask(week())
    // A test that runs over midnight has begun on another day.
    if (begun !== today()) return
    expect(status).toBe(200)
    const [eur, ...more] = body.currencies
    expect(more).toEqual([])
    const sold = first.total + second.total
    const counts = { started: 4, approved: 2, refused: 1, abandoned: 0, in_review: 0, in_progress: 1, approved_amount: sold, refunded_amount: 1_000 }
    expect(eur.total).toEqual({ ...counts, average_order: Math.round(sold / 2), decision_seconds: expect.any(Number) })
    expect(eur.days.map(({ day }: { day: string }) => day)).toEqual([6, 5, 4, 3, 2, 1, 0].map(daysAgo))
    expect(eur.days.at(-1)).toEqual({ day: begun, ...counts })
    expect(eur.days[0]).toEqual({ day: daysAgo(6), started: 0, approved: 0, refused: 0, abandoned: 0, in_review: 0, in_progress: 0, approved_amount: 0, refunded_amount: 0 })
    expect(eur.reasons).toEqual([{ reason: expect.stringMatching(/^[a-z_]+$/), count: 1 }])
    const paidOtherwise = Math.round(Number(other.amount) * 100)
    // A refund takes off what the order is worth.
    expect(eur.shop).toEqual({ orders: 3, amount: sold - 1_000 + paidOtherwise, aplazame_orders: 2, aplazame_amount: sold - 1_000 })
    expect(JSON.stringify(body)).not.toMatch(/lucia|García|aplord_|order_|cus_/i)

    const csv = await get(`/figures/csv?${week()}`)
    expect(csv.headers.get("content-type")).toMatch(/^text\/csv/)
    expect(csv.headers.get("content-disposition")).toBe(`attachment; filename="aplazame-${daysAgo(6)}-${begun}.csv"`)
    const lines: string[][] = csv.body.trim().split("\r\n").map((line: string) => line.split(","))
    expect(lines.slice(1).every(([day, currency]) => day === begun && currency === "eur")).toBe(true)
    expect(lines.slice(1).reduce((sum, line) => sum + Number(line[3]), 0)).toBe(4)
  })

  it("ask for days that there are, at most a year of them, and a zone", async () => {
    for (const [query, fault] of [
      ["from=2026-03-01", "to"],
      ["from=2026-02-30&to=2026-03-01", "from"],
      ["from=2026-03-02&to=2026-03-01", "from: must not be after to"],
      ["from=2025-01-01&to=2026-03-01", "from: must be at most 366 days before to"],
      ["from=2026-03-01&to=2026-03-01&time_zone=Europe/Nowhere", "time_zone"],
      ["from=2026-03-01&to=2026-03-01&time_zone=%2B02:00", "time_zone"],
      ["from=2026-03-01&to=2026-03-01&customer=cus_1", "customer"],
    ] as const) {
      for (const path of ["/figures", "/figures/csv"]) {
        const { status, body } = await get(`${path}?${query}`)
        expect([query, status, body.type]).toEqual([query, 400, "invalid_data"])
        expect(body.message).toContain(fault)
      }
    }
  })

  it("ask for a signed-in operator", async () => {
    for (const path of ["/figures", "/figures/csv"]) expect((await bench.seed.store.get(`/admin/aplazame${path}?${week()}`)).status).toBe(401)
  })
}
