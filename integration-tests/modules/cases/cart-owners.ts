import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { sweepCartOwners } from "../../../src/workflows/sweep/cart-owners"
import { anOrder, type ModuleBench } from "../../support/aplazame-module"

const DAY_MS = 24 * 60 * 60_000

/** Whose carts are, and for how long that is kept. */
export function cartOwners(bench: ModuleBench): void {
  const { service } = bench
  const pg = (): Knex => (service.ledger as unknown as { pg: Knex }).pg
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS)
  const noted = async () => (await pg()("aplazame_cart_owner").orderBy("cart_id")).map(({ cart_id }: { cart_id: string }) => cart_id)

  /** A note that was made, and last looked at, so many days ago. */
  const note = async (cart_id: string, days: number, looked = days) => {
    await service.cartOwners.note(cart_id, "cus_1")
    await pg()("aplazame_cart_owner").where({ cart_id }).update({ created_at: ago(days), updated_at: ago(looked) })
  }
  const asked: string[][] = []
  /** Medusa's carts; one that is not among them is no more. */
  const sweepWith = (carts: Record<string, Date | null>) =>
    sweepCartOwners({
      aplazame: service,
      query: {
        graph: async ({ filters }: { filters: { id: string[] } }) => {
          asked.push(filters.id)
          return { data: filters.id.flatMap((id) => (id in carts ? [{ id, completed_at: carts[id]?.toISOString() ?? null }] : [])) }
        },
      } as never,
    })
  beforeEach(() => void (asked.length = 0))

  it("forgets those of carts that are orders, are no more, or were noted 90 days ago, and no other", async () => {
    await note("cart_bought", 2)
    await note("cart_deleted", 2)
    await note("cart_old", 91)
    await note("cart_open", 89)
    await note("cart_fresh", 0)
    await sweepWith({ cart_bought: ago(1), cart_old: null, cart_open: null, cart_fresh: ago(0) })
    expect(await noted()).toEqual(["cart_fresh", "cart_open"])
    expect(await service.cartOwners.isNoted("cart_open", "cus_1")).toBe(true)
    expect(await service.cartOwners.isNoted("cart_old", "cus_1")).toBe(false)
  })

  it("looks at some at each turn, those first that have waited longest, and at each once a day", async () => {
    for (let n = 0; n < 250; n++) await service.cartOwners.note(`cart_${n}`, "cus_1")
    await pg()("aplazame_cart_owner").update({ updated_at: ago(3) })
    await note("cart_longest", 30)
    const open = Object.fromEntries([...Array.from({ length: 250 }, (_, n) => `cart_${n}`), "cart_longest"].map((id) => [id, null]))
    await sweepWith(open)
    expect([asked[0]?.length, asked[0]?.includes("cart_longest")]).toEqual([200, true])
    await sweepWith(open)
    await sweepWith(open)
    expect(asked.map((ids) => ids.length)).toEqual([200, 51])
    expect(await noted()).toHaveLength(251)
  })

  it("keeps a bought cart its customer's by its checkout, whatever is forgotten", async () => {
    const cart_id = "cart_bought"
    const row = await anOrder(bench, "confirmed", { cart_id })
    await pg()("aplazame_order").where({ id: row.id }).update({ customer_id: "cus_1" })
    await note(cart_id, 2)
    await sweepWith({ [cart_id]: ago(1) })
    expect(await noted()).toEqual([])
    expect(await service.cartOwners.isNoted(cart_id, "cus_1")).toBe(true)
    expect(await service.cartOwners.isNoted(cart_id, "cus_2")).toBe(false)
  })
}
