import { randomUUID } from "node:crypto"
import type { INotificationModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { sweep } from "../../../src/workflows/sweep"
import { aplazameAdmin } from "../../support/aplazame-admin"
import { withOptions, type Bench } from "../../support/aplazame-store"
import { buy } from "../../support/buy"
import { cancelOrder, fulfil, hundredths, orderOf } from "../../support/operator"
import { linkSession, openCollection, payByLink, paymentLink, phoneOrder } from "../../support/payment-link"
import { openCheckout, pressPay } from "../../support/shopper"

const TEMPLATE = { linkEmailTemplate: "aplazame-link" }

/** The payment link of an order, sent to its customer by the store's own notification provider. */
export function linkEmails(bench: Bench): void {
  const admin = aplazameAdmin(bench)
  const press = (orderId: string, token: string = randomUUID()) => admin.post(`/orders/${orderId}/link-email`, { token })
  const notifications = () => bench.container.resolve<INotificationModuleService>(Modules.NOTIFICATION)
  /** The store of the tests has no provider for e-mail: what one would be given. */
  async function withProvider(job: (sent: any[]) => Promise<void>): Promise<void> {
    const sent: any[] = []
    const provider = jest.spyOn(notifications(), "createNotifications").mockImplementation((async (note: any) => void sent.push(note)) as any)
    try {
      await withOptions(bench, TEMPLATE, () => job(sent))
    } finally {
      provider.mockRestore()
    }
  }

  it("goes to the order's own address, once for each press, with the amount that the link asks for; who sent it stands in the timeline", async () => {
    const order = await phoneOrder(bench.seed)
    const collectionId = openCollection(order).id
    await withProvider(async (sent) => {
      const link = { url: expect.stringMatching(new RegExp(`^https?://.+/payment-collection/${collectionId}$`)), amount: hundredths(order.total) }
      expect(await admin.overview(order.id)).toMatchObject({ credit: null, link, link_email: true, timeline: [] })
      const token = randomUUID()
      const answers = await Promise.all([1, 2, 3].map(() => press(order.id, token)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(sent).toEqual([expect.objectContaining({ to: "lucia@example.com", channel: "email", template: "aplazame-link", resource_id: order.id, idempotency_key: `aplazame-link:${token}` })])
      expect(sent[0].data).toEqual({
        title: `Pago de tu pedido n.º ${order.display_id}`, description: expect.stringMatching(/^Quedan \d+,\d\d € por pagar\./), ...link,
        currency_code: "eur", display_id: String(order.display_id), language: "es",
      })
      const told = await admin.overview(order.id)
      expect(told.timeline).toEqual([{ type: "link_email", id: expect.any(String), at: expect.any(String), state: "done", asked_by: { kind: "user", name: expect.any(String) }, error_code: null }])
      expect(JSON.stringify([answers.map(({ body }) => body), told])).not.toContain("lucia@example.com")
      await press(order.id)
      expect(sent).toHaveLength(2)
    })
  })

  it("says that it did not go out where the store has no provider for e-mail, and may be sent again", async () => {
    const order = await phoneOrder(bench.seed)
    await withOptions(bench, TEMPLATE, async () => {
      const { status, body } = await press(order.id)
      expect([status, body.code]).toEqual([422, "email_failed"])
      expect((await admin.overview(order.id)).timeline).toMatchObject([{ type: "link_email", state: "failed", error_code: "email_failed" }])
    })
    await withProvider(async (sent) => {
      expect((await press(order.id)).status).toBe(200)
      expect(sent).toHaveLength(1)
    })
  })

  it("may be pressed again after a failure by which nothing was sent, whose cause stands in the log without the address", async () => {
    const order = await phoneOrder(bench.seed)
    const log = jest.spyOn(bench.container.resolve(ContainerRegistrationKeys.LOGGER), "warn")
    const query = bench.container.resolve(ContainerRegistrationKeys.QUERY)
    const graph = query.graph.bind(query)
    await withProvider(async (sent) => {
      const broken = jest.spyOn(query, "graph").mockImplementation((async (asked: any, ...more: any[]) => {
        if (asked.entity === "order" && asked.fields.includes("payment_collections.amount")) throw new Error("connection lost, for lucia@example.com")
        return graph(asked, ...(more as []))
      }) as any)
      try {
        const { status, body } = await press(order.id)
        expect([status, body.code]).toEqual([422, "email_failed"])
      } finally {
        broken.mockRestore()
      }
      expect(sent).toEqual([])
      expect((await press(order.id)).status).toBe(200)
      expect(sent).toHaveLength(1)
    })
    const told = JSON.stringify(log.mock.calls)
    log.mockRestore()
    expect(told).toMatch(new RegExp(`payment link of ${order.id} was not sent: connection lost`))
    expect(told).not.toContain("lucia")
  })

  it("is not sent or shown where a checkout would refuse it, or where there is nobody to send it to", async () => {
    const draft = await phoneOrder(bench.seed, undefined, { convert: false })
    const { orderId: paid } = await buy(bench)
    const cancelled = await phoneOrder(bench.seed)
    await cancelOrder(bench.seed, cancelled.id)
    const changed = await phoneOrder(bench.seed)
    await bench.container.resolve(Modules.PAYMENT).updatePaymentCollections(openCollection(changed).id, { amount: changed.total - 1 })
    const homeless = await phoneOrder(bench.seed)
    await bench.container.resolve(Modules.ORDER).updateOrders(homeless.id, { billing_address: { country_code: "fr" }, shipping_address: { country_code: "fr" } } as any)
    const twice = await phoneOrder(bench.seed)
    const { checkout_id } = await payByLink(bench, openCollection(twice).id)
    expect(await bench.emulator.approve(checkout_id)).toMatchObject({ status: "ok" })
    // Medusa makes one of a paid order too, while nothing is captured.
    await paymentLink(bench.seed, twice.id, twice.total)
    expect((await orderOf(bench.seed, twice.id)).payment_collections.map((one: any) => one.status).sort()).toEqual(["authorized", "not_paid"])
    const ids = [draft.id, paid, cancelled.id, changed.id, homeless.id, twice.id, "order_nobody"]
    await withProvider(async (sent) => {
      const codes = await Promise.all(ids.map(async (id) => (await press(id)).body.code))
      expect(codes).toEqual(["order_changed", "nothing_outstanding", "order_cancelled", "order_changed", "nothing_outstanding", "nothing_outstanding", "not_found"])
      expect(sent).toEqual([])
    })
    expect(await Promise.all(ids.map(async (id) => (await admin.overview(id)).link))).toEqual(ids.map(() => null))
    expect((await press(paid)).body).toMatchObject({ code: "email_off" })
    expect((await press(paid, "")).status).toBe(400)
  })

  it("is the link that asks for what the order owes, where another one of it asks for something else", () =>
    withProvider(async (sent) => {
      for (const stale of [0, 1]) {
        const order = await phoneOrder(bench.seed)
        await paymentLink(bench.seed, order.id, order.total)
        const links = (await orderOf(bench.seed, order.id)).payment_collections
        expect(links).toHaveLength(2)
        await bench.container.resolve(Modules.PAYMENT).updatePaymentCollections(links[stale].id, { amount: order.total - 1 })
        expect((await press(order.id)).status).toBe(200)
        const link = { amount: hundredths(order.total), url: expect.stringContaining(`/payment-collection/${links[1 - stale].id}`) }
        expect(sent.at(-1).data).toMatchObject(link)
        expect((await admin.overview(order.id)).link).toEqual(link)
      }
    })
  )

  it("is not sent for an order whose goods have left while it waited for its link, which opens nothing more", async () => {
    const { checkout_id, mid } = await openCheckout(bench.seed, { lines: { ZAPATILLAS: 1 } })
    const row = async () => (await bench.aplazame.orders.byMid(mid))!
    await withOptions(bench, { retryByLinkHours: 24 }, async () => {
      await bench.emulator.challenge(checkout_id)
      await bench.emulator.refuse(checkout_id)
    })
    const { order_id, payment_collection_id } = await row()
    await withProvider(async (sent) => {
      const { link } = await admin.overview(order_id!)
      expect(link.url).toContain(payment_collection_id)
      expect((await press(order_id!)).status).toBe(200)
      await fulfil(bench.seed, await orderOf(bench.seed, order_id!))
      await bench.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)("aplazame_order").where({ mid }).update({ retry_until: new Date(0) })
      expect((await admin.overview(order_id!)).link).toBeNull()
      await sweep(bench.container)
      expect([(await orderOf(bench.seed, order_id!)).status, (await row()).retry_until]).toEqual(["pending", null])
      expect((await admin.overview(order_id!)).link).toBeNull()
      expect((await pressPay(bench.seed, await linkSession(bench.seed, payment_collection_id!))).body.code).toBe("cart_already_completed")
      expect((await press(order_id!)).body.code).toBe("nothing_outstanding")
      expect(sent.filter(({ channel }) => channel === "email")).toHaveLength(1)
    })
  })
}
