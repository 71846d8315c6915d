// The four parts that the script plays: shopper, operator, Aplazame, and the one who looks.
import { setTimeout as sleep } from "node:timers/promises"
import { bearer, createApi } from "../lib/api.mjs"
import { ADDRESS, ADMIN, APLAZAME, CUSTOMER } from "../lib/settings.mjs"
import { choosePayment, completeCart, fillCart } from "../lib/shopper.mjs"
import { waitFor } from "../../scripts/lib/wait-for.mjs"
import { cents } from "./money.mjs"

/** What a store may take for its own work behind a notification or a fulfilment. */
const STEP_TIMEOUT_MS = 20_000
const ORDER_FIELDS = [
  "id", "display_id", "status", "payment_status", "fulfillment_status", "total", "*items", "*payment_collections",
  "*payment_collections.payments", "*payment_collections.payments.captures", "*payment_collections.payments.refunds",
].join(",")

/** Throws with what was found instead. */
export function expectThat(fact, found) {
  if (!fact) throw new Error(found)
}

/** Payments of an order that went through Aplazame. */
export const aplazamePayments = (order) => (order.payment_collections ?? []).flatMap(({ payments }) => payments ?? []).filter(({ provider_id }) => provider_id === APLAZAME)

/** @param {{ urls: Record<string, string>, seeded: { regionId: string, channelId: string, publishableKey: string, locationId: string, shippingOptions: Record<string, string>, catalogue: object } }} ready */
export async function createWorld({ urls, seeded }) {
  const api = createApi(urls.store)
  const { token } = await api.post("/auth/user/emailpass", ADMIN)
  const admin = api.with(bearer(token))
  const visitor = api.with({ "x-publishable-api-key": seeded.publishableKey })
  const emulator = createApi(`${urls.emulator}/_emulator`)
  /** What was bought, for the comparison at the end. */
  const purchases = []

  /** Tokens and addresses that were used, which nobody may read anywhere. */
  const secrets = { tokens: [token], emails: [] }

  async function signedIn() {
    const answer = await visitor.post("/auth/customer/emailpass", { email: CUSTOMER.email, password: CUSTOMER.password })
    secrets.tokens.push(answer.token)
    return visitor.with(bearer(answer.token))
  }

  /**
   * Fills a basket and chooses Aplazame.
   * @param {{ items: [handle: string, variant: string, quantity: number][], shipping?: string, customer?: boolean, name?: { first_name: string, last_name: string } }} wanted
   */
  async function readyToPay({ items, shipping = "standard", customer = false, name }) {
    const store = customer ? await signedIn() : visitor
    const email = customer ? CUSTOMER.email : `comprador+${purchases.length + 1}@example.com`
    secrets.emails.push(email)
    const lines = items.map(([handle, variant, quantity]) => ({ variantId: seeded.catalogue[handle].variants[variant], quantity }))
    const cart = await fillCart(store, { regionId: seeded.regionId, email, items: lines, shippingOptionId: seeded.shippingOptions[shipping], address: { ...ADDRESS, ...name } })
    return { store, cart, session: await choosePayment(store, cart.id, APLAZAME) }
  }

  /**
   * Fills a basket and starts the checkout at Aplazame.
   * @param {{ items: [handle: string, variant: string, quantity: number][], product?: string, label: string, shipping?: string, customer?: boolean, name?: { first_name: string, last_name: string } }} wanted
   */
  async function startCheckout({ product, label, ...wanted }) {
    const { store, cart, session } = await readyToPay(wanted)
    const checkout = await store.post(`/store/aplazame/payment-sessions/${session.id}/checkout`, product ? { product } : {})
    const purchase = { label, product: product ?? "chosen there", store, cartId: cart.id, mid: checkout.mid, checkout, total: cents(cart.total), orderId: undefined }
    purchases.push(purchase)
    const theirs = await credit(purchase)
    expectThat(theirs.total === purchase.total, `Aplazame has ${theirs.total}, the cart ${purchase.total}`)
    return purchase
  }

  const variant = (handle, title) => seeded.catalogue[handle].variants[title]

  /** An order that the operator makes for somebody on the phone: a draft that is filled and converted as the admin does. */
  async function orderByPhone(items) {
    const email = `telefono+${purchases.length + 1}@example.com`
    secrets.emails.push(email)
    const { draft_order: draft } = await admin.post("/admin/draft-orders", { email, region_id: seeded.regionId, sales_channel_id: seeded.channelId, shipping_address: ADDRESS, billing_address: ADDRESS })
    const edit = `/admin/draft-orders/${draft.id}/edit`
    await admin.post(edit)
    await admin.post(`${edit}/items`, { items: items.map(([handle, title, quantity]) => ({ variant_id: variant(handle, title), quantity })) })
    await admin.post(`${edit}/shipping-methods`, { shipping_option_id: seeded.shippingOptions.standard })
    await admin.post(`${edit}/confirm`)
    await admin.post(`/admin/draft-orders/${draft.id}/convert-to-order`)
    return order({ orderId: draft.id })
  }

  /** One of the order's first line comes back, and something else goes out. */
  async function exchange(purchase, variantId) {
    const { items } = await order(purchase)
    const { exchange: begun } = await admin.post("/admin/exchanges", { order_id: purchase.orderId })
    await admin.post(`/admin/exchanges/${begun.id}/inbound/items`, { location_id: seeded.locationId, items: [{ id: items[0].id, quantity: 1 }] })
    await admin.post(`/admin/exchanges/${begun.id}/outbound/items`, { items: [{ variant_id: variantId, quantity: 1 }] })
    await admin.post(`/admin/exchanges/${begun.id}/request`)
  }

  /** What *Copy payment link* of the admin leads to: the order's collection that nobody has paid. */
  async function linkOf(orderId) {
    const { total, payment_collections: collections } = await order({ orderId })
    const open = (collections ?? []).find(({ status }) => status === "not_paid")
    return open?.id ?? (await admin.post("/admin/payment-collections", { order_id: orderId, amount: total })).payment_collection.id
  }

  /** What the page of a link tells whoever opens it. */
  const linkState = (collectionId) => visitor.get(`/store/aplazame/payment-collections/${collectionId}/payment`)

  /** Somebody opens a link and presses the button. */
  async function startByLink(collectionId, { label, product, orderId }) {
    const { amount } = await linkState(collectionId)
    const { payment_collection: collection } = await visitor.post(`/store/payment-collections/${collectionId}/payment-sessions`, { provider_id: APLAZAME })
    const session = collection.payment_sessions.find(({ provider_id }) => provider_id === APLAZAME)
    const checkout = await visitor.post(`/store/aplazame/payment-sessions/${session.id}/checkout`, product ? { product } : {})
    const purchase = { label, product: product ?? "chosen there", store: visitor, collectionId, mid: checkout.mid, checkout, total: amount, orderId }
    purchases.push(purchase)
    const theirs = await credit(purchase)
    expectThat(theirs.total === amount, `Aplazame has ${theirs.total}, the order owes ${amount}`)
    return purchase
  }

  /** The payments of one purchase: an order may have several, each with its own collection. */
  function paymentsOf(purchase, { payment_collections: collections }) {
    const ofLinks = purchases.flatMap(({ collectionId }) => collectionId ?? [])
    return aplazamePayments({ payment_collections: (collections ?? []).filter(({ id }) => (purchase.collectionId ? id === purchase.collectionId : !ofLinks.includes(id))) })
  }

  const credit = (purchase) => emulator.get(`/orders/${encodeURIComponent(purchase.mid)}`)
  /** Aplazame's side acts: approve, challenge, refuse, pass-challenge, fail-challenge. */
  const aplazame = (purchase, action, body = {}) => emulator.post(`/orders/${encodeURIComponent(purchase.mid)}/${action}`, body)
  const order = async (purchase) => (await admin.get(`/admin/orders/${purchase.orderId}?fields=${ORDER_FIELDS}`)).order

  /** The shopper fills in Aplazame's own page. */
  async function payOnPage({ checkout }, document_id, card) {
    const body = { order: checkout.checkout_id, public_key: checkout.public_key, sandbox: checkout.sandbox, product: "instalments", document_id, card }
    return createApi(urls.emulator).post("/hosted/pay", body)
  }

  /** The shopper is back in the shop, which asks for the order that the notification has placed. */
  async function findOrder(purchase) {
    const placed = await waitFor(() => completeCart(purchase.store, purchase.cartId), { what: "the order", timeoutMs: STEP_TIMEOUT_MS, everyMs: 500 })
    purchase.orderId = placed.id
    return order(purchase)
  }

  /** Waits until the order looks right, and says what it looked like when it never did. */
  async function orderUntil(purchase, looksRight, what) {
    let last
    try {
      return await waitFor(async () => {
        last = await order(purchase)
        return looksRight(last) && last
      }, { what, timeoutMs: STEP_TIMEOUT_MS, everyMs: 300 })
    } catch (error) {
      throw new Error(`${error.message}; the order is ${last?.status}/${last?.payment_status}`)
    }
  }

  async function creditUntil(purchase, looksRight, what) {
    return waitFor(async () => {
      const view = await credit(purchase)
      return looksRight(view) && view
    }, { what, timeoutMs: STEP_TIMEOUT_MS, everyMs: 200 })
  }

  async function fulfil(purchase) {
    const { items } = await order(purchase)
    const wanted = items.map(({ id, quantity }) => ({ id, quantity })).filter(({ quantity }) => quantity > 0)
    await admin.post(`/admin/orders/${purchase.orderId}/fulfillments`, { location_id: seeded.locationId, items: wanted })
  }

  async function refund(purchase, hundredths) {
    const [payment] = paymentsOf(purchase, await order(purchase)).filter(({ captures }) => captures?.length)
    expectThat(payment, "there is no captured payment to refund")
    await admin.post(`/admin/payments/${payment.id}/refund`, { amount: hundredths / 100 })
  }

  return {
    admin, store: visitor, purchases, secrets, readyToPay, startCheckout, variant, orderByPhone, exchange, linkOf, linkState, startByLink, paymentsOf, payOnPage, credit, aplazame, order, findOrder, orderUntil, creditUntil, fulfil, refund,
    faults: (rules) => emulator.put("/faults", { rules }),
    calls: async (since) => (await emulator.get(`/calls?since=${since}`)).calls,
    hasNoOrder: async (purchase) => {
      await sleep(500)
      const { orders } = await admin.get("/admin/orders?limit=200&fields=id,*cart")
      return !orders.some((one) => one.cart?.id === purchase.cartId)
    },
  }
}
