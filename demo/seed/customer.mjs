import { bearer } from "../lib/api.mjs"
import { ADDRESS, CUSTOMER, MANUAL } from "../lib/settings.mjs"
import { choosePayment, completeCart, fillCart } from "../lib/shopper.mjs"

async function customerToken(store) {
  const credentials = { email: CUSTOMER.email, password: CUSTOMER.password }
  const known = await store.call("POST", "/auth/customer/emailpass", credentials)
  if (known.ok) return known.body.token
  const { token } = await store.post("/auth/customer/emailpass/register", credentials)
  const { first_name, last_name, phone, email } = CUSTOMER
  await store.with(bearer(token)).post("/store/customers", { email, first_name, last_name, phone })
  const signedIn = await store.post("/auth/customer/emailpass", credentials)
  await store.with(bearer(signedIn.token)).post("/store/customers/me/addresses", { ...ADDRESS, address_name: "Casa", is_default_shipping: true, is_default_billing: true })
  return signedIn.token
}

const PAYMENTS = "fields=id,*items,*payment_collections.payments"

async function captureAndShip(admin, orderId, locationId) {
  const { order } = await admin.get(`/admin/orders/${orderId}?${PAYMENTS}`)
  await admin.post(`/admin/payments/${order.payment_collections[0].payments[0].id}/capture`)
  await admin.post(`/admin/orders/${orderId}/fulfillments`, { location_id: locationId, items: order.items.map(({ id, quantity }) => ({ id, quantity })) })
}

/** What became of each past order, the oldest first. */
const OUTCOMES = ["shipped", "cancelled", "open"]

/**
 * The returning customer and three orders of hers, made the way every order is made and paid with Medusa's
 * own manual provider: one paid and shipped, one cancelled, one still open.
 */
export async function seedCustomer(api, admin, { publishableKey, region, shipping, catalogue }) {
  const visitor = api.with({ "x-publishable-api-key": publishableKey })
  const store = visitor.with(bearer(await customerToken(visitor)))
  const { orders } = await store.get("/store/orders?limit=10&fields=id")
  const baskets = [
    [{ variantId: catalogue["camiseta-sol"].variants.M, quantity: 2 }],
    [{ variantId: catalogue["cafetera-gracia"].variants.Negra, quantity: 1 }],
    [{ variantId: catalogue["libro-recetas"].variants["Tapa dura"], quantity: 1 }, { variantId: catalogue["zapatillas-retiro"].variants[41], quantity: 1 }],
  ]
  for (const [index, outcome] of OUTCOMES.entries()) {
    if (index < orders.length) continue
    const cart = await fillCart(store, { regionId: region.id, email: CUSTOMER.email, items: baskets[index], shippingOptionId: shipping.options.standard })
    await choosePayment(store, cart.id, MANUAL)
    const order = await completeCart(store, cart.id)
    if (!order) throw new Error("a past order of the demo's customer could not be placed")
    if (outcome === "shipped") await captureAndShip(admin, order.id, shipping.location.id)
    if (outcome === "cancelled") await admin.post(`/admin/orders/${order.id}/cancel`)
  }
}
