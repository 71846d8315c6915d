import { Http } from "../support/http"
import { ADDRESS } from "../support/shopper"
import { EmulatorControl } from "../../src/emulator"
import { ADMIN, type RunningDemo } from "./demo"

/** The demo's store as an operator and as a visitor have it, and its Aplazame. */
export async function demoApis({ urls }: RunningDemo) {
  const anybody = new Http(urls.store)
  const { token } = await anybody.ok<{ token: string }>(anybody.post("/auth/user/emailpass", ADMIN))
  const admin = anybody.with({ authorization: `Bearer ${token}` })
  const { api_keys } = await admin.ok<{ api_keys: { token: string }[] }>(admin.get("/admin/api-keys?type=publishable"))
  const { regions } = await admin.ok<{ regions: { id: string }[] }>(admin.get("/admin/regions"))
  const regionId = regions[0]!.id
  const store = anybody.with({ "x-publishable-api-key": api_keys[0]!.token })
  const variantOf = async (handle: string): Promise<string> => {
    const { products } = await store.ok<{ products: { variants: { id: string }[] }[] }>(store.get(`/store/products?region_id=${regionId}&handle=${handle}`))
    return products[0]!.variants[0]!.id
  }
  return { admin, store, regionId, variantOf, emulator: new EmulatorControl(urls.emulator) }
}
export type DemoApis = Awaited<ReturnType<typeof demoApis>>

export type Sale = { orderId: string; checkoutId: string; total: number; mid: string }

export type Shopper = {
  buy: (product: "instalments" | "pay_in_4" | "pay_later") => Promise<Sale>
  /** Is refused by Aplazame, so that no order comes of it. */
  refused: () => Promise<{ mid: string }>
}

/** Buys in the demo's store without its shop: the browser is needed for the operator. */
export async function shopperOf(demo: RunningDemo, email = "ana@example.com"): Promise<Shopper> {
  const { store, regionId, variantOf, emulator } = await demoApis(demo)
  const variant_id = await variantOf("zapatillas-retiro")

  const checkout = async () => {
    const { cart } = await store.ok<{ cart: { id: string } }>(store.post("/store/carts", { region_id: regionId, email }))
    await store.ok(store.post(`/store/carts/${cart.id}/line-items`, { variant_id, quantity: 1 }))
    await store.ok(store.post(`/store/carts/${cart.id}`, { shipping_address: ADDRESS, billing_address: ADDRESS }))
    const { shipping_options } = await store.ok<{ shipping_options: { id: string }[] }>(store.get(`/store/shipping-options?cart_id=${cart.id}`))
    await store.ok(store.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: shipping_options[0]!.id }))
    const { payment_collection } = await store.ok<{ payment_collection: { id: string } }>(store.post("/store/payment-collections", { cart_id: cart.id }))
    const made = await store.ok<{ payment_collection: { payment_sessions: { id: string }[] } }>(
      store.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, { provider_id: "pp_aplazame_aplazame" })
    )
    const sessionId = made.payment_collection.payment_sessions[0]!.id
    const { checkout_id, mid } = await store.ok<{ checkout_id: string; mid: string }>(store.post(`/store/aplazame/payment-sessions/${sessionId}/checkout`))
    return { cartId: cart.id, checkoutId: checkout_id, mid }
  }
  return {
    buy: async (product) => {
      const { cartId, checkoutId, mid } = await checkout()
      const credit = await emulator.approve(checkoutId, { product })
      const { order } = await store.ok<{ order: { id: string } }>(store.post(`/store/carts/${cartId}/complete`))
      return { orderId: order.id, checkoutId, total: credit.total, mid }
    },
    refused: async () => {
      const { checkoutId, mid } = await checkout()
      await emulator.refuse(checkoutId)
      return { mid }
    },
  }
}
