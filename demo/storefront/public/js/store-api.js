// The public store API of Medusa.
const config = await (await fetch("/config.json")).json()

export const regionId = config.region_id
const token = () => localStorage.getItem("token")

/** What the plugin's helper needs to reach the same store as the same shopper. */
export const storeAddress = {
  storeUrl: config.store_url,
  publishableKey: config.publishable_key,
  headers: () => (token() ? { authorization: `Bearer ${token()}` } : {}),
}

/** What the store answered instead of a result; `message` is Medusa's, in English and for developers. */
export class StoreError extends Error {
  constructor(status, body) {
    super(body?.message || `HTTP ${status}`)
    this.status = status
    this.code = body?.code
  }
}

async function call(method, path, body) {
  const headers = { "x-publishable-api-key": config.publishable_key }
  if (body !== undefined) headers["content-type"] = "application/json"
  if (token()) headers.authorization = `Bearer ${token()}`
  const response = await fetch(config.store_url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  const answer = await response.json().catch(() => undefined)
  if (!response.ok) throw new StoreError(response.status, answer)
  return answer
}

const get = (path) => call("GET", path)
const post = (path, body = {}) => call("POST", path, body)

const CART = "fields=id,email,completed_at,currency_code,total,item_total,original_item_total,discount_total,shipping_total,tax_total,*items,*shipping_methods,*shipping_address,*billing_address"
const PRODUCT = "fields=id,handle,title,description,thumbnail,*variants,*variants.calculated_price"

export const listProducts = async () => (await get(`/store/products?region_id=${regionId}&country_code=es&limit=50&${PRODUCT}`)).products
export const productByHandle = async (handle) => (await get(`/store/products?region_id=${regionId}&country_code=es&handle=${encodeURIComponent(handle)}&${PRODUCT}`)).products[0]
export const createCart = async () => (await post(`/store/carts?${CART}`, { region_id: regionId })).cart
export const readCart = async (id) => (await get(`/store/carts/${id}?${CART}`)).cart
export const updateCart = async (id, data) => (await post(`/store/carts/${id}?${CART}`, data)).cart
export const addItem = async (id, variantId, quantity) => (await post(`/store/carts/${id}/line-items?${CART}`, { variant_id: variantId, quantity })).cart
export const setQuantity = async (id, lineId, quantity) => (await post(`/store/carts/${id}/line-items/${lineId}?${CART}`, { quantity })).cart
export const removeItem = (id, lineId) => call("DELETE", `/store/carts/${id}/line-items/${lineId}`)
export const giveCartToCustomer = (id) => post(`/store/carts/${id}/customer`)
/** Medusa says nothing of a code that does not count; the cart then has no discount more. */
export const addVoucher = async (id, code) => (await post(`/store/carts/${id}/promotions?${CART}`, { promo_codes: [code] })).cart
export const listShippingOptions = async (id) => (await get(`/store/shipping-options?cart_id=${id}`)).shipping_options
export const setShipping = async (id, optionId) => (await post(`/store/carts/${id}/shipping-methods?${CART}`, { option_id: optionId })).cart
export const readOrder = async (id) => (await get(`/store/orders/${id}?fields=id,display_id,email,status,payment_status,total,item_total,original_item_total,discount_total,shipping_total,tax_total,*items,*shipping_methods`)).order
export const readMe = async () => (await get("/store/customers/me?fields=id,email,first_name,last_name,phone,*addresses")).customer

/** Completes the cart. @returns the order, or undefined while the payment is not there yet */
export async function completeCart(id) {
  const answer = await post(`/store/carts/${id}/complete`)
  return answer.type === "order" ? answer.order : undefined
}

/** Chooses how to pay. @returns the payment session's id */
export async function startPayment(cartId, providerId) {
  const { payment_collection: collection } = await post("/store/payment-collections", { cart_id: cartId })
  const answer = await post(`/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: providerId })
  return answer.payment_collection.payment_sessions.find((session) => session.provider_id === providerId).id
}

export async function signIn(email, password) {
  const { token } = await post("/auth/customer/emailpass", { email, password })
  localStorage.setItem("token", token)
}
