import { PRIVATE_KEY, PUBLIC_KEY, withOptions, type Bench } from "../../support/aplazame-store"
import { Http } from "../../support/http"
import { addDigitalProduct, signedIn } from "../../support/seed-extras"
import { complete, openCheckout, paymentSession, readyCart } from "../../support/shopper"

/** Aplazame asks the store, as it asked the stores of its own plugins. */
export function storeReading(bench: Bench): void {
  const ADDRESS = "/hooks/aplazame/store"
  const anybody = () => new Http(bench.storeUrl)
  const ask = (query: Record<string, string | number | undefined>, key: string | null = PRIVATE_KEY) => {
    const params = new URLSearchParams(key === null ? {} : { access_token: key })
    for (const [name, value] of Object.entries(query)) params.set(name, String(value))
    return anybody().get<any>(`${ADDRESS}?${params.toString()}`)
  }
  const on = <T>(job: () => Promise<T>, further = {}) => withOptions(bench, { storeReading: true, ...further }, job)

  it("is not there unless the store says so, key or not", async () => {
    const unknown = await anybody().get("/hooks/aplazame/nowhere")
    expect(unknown.status).toBe(404)
    for (const key of [PRIVATE_KEY, "wrong", null]) {
      const answer = await ask({ path: "/article/" }, key)
      expect({ status: answer.status, body: String(answer.body).replace("store", "nowhere") }).toEqual({ status: 404, body: unknown.body })
    }
  })

  it("answers to the private key alone, in the address or as a bearer, and to either method", () =>
    on(async () => {
      for (const key of ["wrong", "", PUBLIC_KEY, null]) {
        expect(await ask({ path: "/article/" }, key)).toMatchObject({ status: 403, body: { status: 403, type: "FORBIDDEN" } })
      }
      const earlier = await on(() => ask({ path: "/article/" }, "an-earlier-key-0123456789"), { previousPrivateKeys: ["an-earlier-key-0123456789"] })
      expect(earlier.status).toBe(403)
      const bearer = anybody().with({ authorization: `Bearer ${PRIVATE_KEY}` })
      expect((await bearer.get(`${ADDRESS}?path=/article/`)).status).toBe(200)
      expect((await bearer.post(`${ADDRESS}?path=/article/`)).status).toBe(200)
      expect((await ask({ path: "/article/" })).status).toBe(200)
    }))

  it("tells what the storefront sells, a variant each, page by page, in the plugins' shape", () =>
    on(async () => {
      await addDigitalProduct(bench.seed)
      const { product: hidden } = await bench.seed.admin.ok<any>(
        bench.seed.admin.post("/admin/products?fields=id,*variants", {
          title: "Oculto",
          status: "draft",
          options: [{ title: "Talla", values: ["Única"] }],
          variants: [{ title: "Única", options: { Talla: "Única" }, prices: [{ currency_code: "eur", amount: 1 }] }],
          sales_channels: [{ id: bench.seed.channelId }],
        })
      )
      const { product: elsewhere } = await bench.seed.admin.ok<any>(
        bench.seed.admin.post("/admin/products?fields=id,*variants", {
          title: "Solo al por mayor",
          status: "published",
          options: [{ title: "Talla", values: ["Única"] }],
          variants: [{ title: "Única", options: { Talla: "Única" }, prices: [{ currency_code: "eur", amount: 1 }] }],
        })
      )
      const { body } = await ask({ path: "/article/", page_size: 100_000 })
      expect(body.query).toEqual({ page: 1, page_size: 100 })
      const ids = body.elements.map((one: any) => one.id)
      expect(ids).toEqual(expect.arrayContaining(Object.values(bench.seed.variants)))
      expect(ids).not.toContain(hidden.variants[0].id)
      expect(ids).not.toContain(elsewhere.variants[0].id)
      expect(body.elements).toContainEqual({ id: bench.seed.variants.CAMISETA, name: "Camiseta (Única)", url: "https://shop.example/products/camiseta" })

      const pages = await Promise.all([1, 2].map((page) => ask({ path: "/article/", page, page_size: 2 })))
      expect(pages.map((one) => one.body.query)).toEqual([{ page: 1, page_size: 2 }, { page: 2, page_size: 2 }])
      expect(pages.flatMap((one) => one.body.elements.map((article: any) => article.id))).toEqual(ids.slice(0, 4))
      expect((await ask({ path: "/article/" })).body.query).toEqual({ page: 1, page_size: 10 })
      expect((await ask({ path: "/article/", page: 9_999 })).body.elements).toEqual([])
      for (const wrong of [{ page: 0 }, { page: "x" }, { page_size: -1 }]) {
        expect(await ask({ path: "/article/", ...wrong })).toMatchObject({ status: 400, body: { status: 400, type: "CLIENT_ERROR" } })
      }
    }))

  it("tells the past orders of the shopper behind an order, in the plugins' shape, and no others", () =>
    on(async () => {
      const shopper = await signedIn(bench.seed)
      const cartId = await readyCart(bench.seed, { as: shopper.http, email: shopper.email })
      await paymentSession(bench.seed, cartId, "pp_system_default", {}, shopper.http)
      const { order } = (await complete(bench.seed, cartId, shopper.http)).body
      const { checkout_id, mid } = await openCheckout(bench.seed, { as: shopper.http, email: shopper.email })
      await bench.emulator.approve(checkout_id)
      const { status, body, headers } = await ask({ path: "/order/history/", order_id: mid })
      expect(status).toBe(200)
      expect(headers.get("cache-control")).toBe("no-store")
      expect(body).toEqual([
        {
          customer: expect.objectContaining({ id: shopper.id, email: shopper.email, type: "e" }),
          order: expect.objectContaining({
            id: order.id, currency: "EUR", total_amount: 5437, created: expect.stringMatching(/^\d{4}-.*\+0000$/),
            articles: [expect.objectContaining({ id: bench.seed.variants.CAMISETA, quantity: 2, price: 1999, tax_rate: 2100 })],
          }),
          billing: expect.objectContaining({ street: "Gran Vía 1", country: "ES", postcode: "28013" }),
          shipping: expect.objectContaining({ name: "Estándar", price: 495 }),
          meta: { module: { name: "medusa-payment-aplazame", version: expect.any(String) }, version: "2" },
          payment: { method: "manual", status: "pending" },
          status: "processing",
        },
      ])
      expect(JSON.stringify(body)).not.toContain(PRIVATE_KEY)
      await on(async () => expect((await ask({ path: "/order/history/", order_id: mid })).body).toEqual([]), { historyLimit: 0 })
    }))

  it("tells nothing of a guest, whose e-mail proves nothing, unless the store says so", () =>
    on(async () => {
      const email = `guest-${Date.now()}@example.com`
      const first = await openCheckout(bench.seed, { email })
      await bench.emulator.approve(first.checkout_id)
      const { mid } = await openCheckout(bench.seed, { email })
      expect(await ask({ path: "/order/history/", order_id: mid })).toMatchObject({ status: 200, body: [] })
      await on(async () => expect((await ask({ path: "/order/history/", order_id: mid })).body).toMatchObject([{ customer: { email, type: "g" }, payment: { method: "aplazame" } }]), { historyForGuests: true })
    }))

  it("knows no other path, and no order that is not Aplazame's", () =>
    on(async () => {
      for (const query of [{ path: "/confirm/" }, { path: "/order/history/" }, { path: "/order/history/", order_id: "nobody" }, { path: "/order/history/", order_id: "a\0b" }, { path: "" }, { other: "x" }]) {
        expect(await ask(query)).toMatchObject({ status: 404, body: { status: 404, type: "NOT_FOUND" } })
      }
    }))
}
