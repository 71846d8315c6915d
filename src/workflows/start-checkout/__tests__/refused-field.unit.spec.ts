import { cartToCheckout, type CartView, type CheckoutContext } from "../../../mapping"
import { ADDRESS, cartOf, SHOP } from "../../../mapping/__tests__/carts"
import { refusedField } from "../refused-field"

type Address = NonNullable<CartView["shipping_address"]>
const EMPTY: Address = { first_name: null, last_name: null, company: null, address_1: null, address_2: null, city: null, province: null, postal_code: null, country_code: "es", phone: null }
const home: Address = ADDRESS
const office: Address = { ...ADDRESS, first_name: "Luis", last_name: "Pérez", address_1: "Rúa Nova 2", city: "Vigo", province: "Pontevedra", postal_code: "36202", phone: "915123456" }
const account = { id: "cus_1", email: null, first_name: "Eva", last_name: "Ruiz", phone: "617000111", has_account: true, created_at: null }

type CartPatch = Partial<CartView>
const carts = {
  same: { shipping_address: home, billing_address: { ...home } },
  both: { shipping_address: home, billing_address: { ...office, phone: null } },
  billingOnly: { shipping_address: EMPTY, billing_address: office },
  shippingOnly: { shipping_address: home, billing_address: null },
  account: { shipping_address: home, billing_address: office, customer: account },
  accountOfOneName: { shipping_address: home, billing_address: office, customer: { ...account, last_name: null } },
  // Medusa and its storefronts leave such forms behind; what is sent comes from the other one, or from the profile.
  billingWithNameOnly: { shipping_address: home, billing_address: { ...EMPTY, first_name: "Luis", last_name: "Pérez" } },
  billingWithoutTown: { shipping_address: home, billing_address: { ...office, city: null } },
  billingWithoutSurname: { shipping_address: home, billing_address: { ...office, last_name: null } },
  surnameOnlyInProfile: { shipping_address: { ...home, last_name: null }, billing_address: null, customer: account },
  phoneThatIsNone: { shipping_address: home, billing_address: { ...office, phone: "no tengo" } },
  phoneOnlyInProfile: { shipping_address: { ...home, phone: null }, billing_address: null, customer: account },
  noPhone: { shipping_address: { ...home, phone: null }, billing_address: null },
  noProvince: { shipping_address: { ...home, province: null }, billing_address: null },
  noAddress: { shipping_address: null, billing_address: null },
} satisfies Record<string, CartPatch>

const cartWith = (patch: CartPatch): CartView => {
  const cart = cartOf({ items: [{ unit_price: "20", quantity: "1" }] })
  return { ...cart, customer: null, items: cart.items.map((item) => ({ ...item, requires_shipping: false })), ...patch }
}
const URLS = { notification_url: `${SHOP}/n`, success_url: SHOP, pending_url: SHOP, error_url: SHOP }
function checkoutOf(cart: CartView) {
  const ctx: CheckoutContext = { mid: "m", merchant: URLS, storefrontUrl: SHOP, module: { name: "m", version: "1", medusaVersion: "2" }, isGuest: !cart.customer, customerType: "g" }
  return cartToCheckout(cart, ctx)
}

describe("the field of the shopper's form that Aplazame does not take", () => {
  it.each<[string, keyof typeof carts, string | null]>([
    ["customer.email", "same", "email"],
    ["customer__email", "same", "email"],
    ["checkout.customer.email", "same", "email"],
    ["customer.phone", "same", "shipping_address.phone"],
    ["customer.phone", "both", "shipping_address.phone"],
    ["customer.phone", "billingOnly", "billing_address.phone"],
    ["customer.phone", "account", "billing_address.phone"],
    ["customer.phone", "phoneThatIsNone", "shipping_address.phone"],
    ["customer.phone", "phoneOnlyInProfile", "customer.phone"],
    ["customer.phone", "noPhone", "shipping_address.phone"],
    ["customer.phone", "noAddress", "shipping_address.phone"],
    ["billing.phone", "phoneThatIsNone", "billing_address.phone"],
    ["billing.alt_phone", "both", "billing_address.phone"],
    ["customer.first_name", "both", "billing_address.first_name"],
    ["customer.first_name", "account", "customer.first_name"],
    ["customer.last_name", "account", "customer.last_name"],
    ["customer.first_name", "accountOfOneName", "billing_address.first_name"],
    ["customer.last_name", "accountOfOneName", "billing_address.last_name"],
    ["customer.first_name", "billingWithNameOnly", "billing_address.first_name"],
    ["billing.first_name", "billingWithNameOnly", "shipping_address.first_name"],
    ["billing.street", "billingWithNameOnly", "shipping_address.address_1"],
    ["billing.first_name", "billingWithoutTown", "billing_address.first_name"],
    ["billing.street", "billingWithoutTown", "shipping_address.address_1"],
    ["billing.phone", "billingWithoutTown", "billing_address.phone"],
    ["customer.address.postcode", "billingWithoutTown", "shipping_address.postal_code"],
    ["billing.first_name", "billingWithoutSurname", "shipping_address.first_name"],
    ["billing.street", "billingWithoutSurname", "billing_address.address_1"],
    ["shipping.first_name", "surnameOnlyInProfile", "customer.first_name"],
    ["shipping.street", "surnameOnlyInProfile", "shipping_address.address_1"],
    ["customer.address.street", "both", "billing_address.address_1"],
    ["billing.postcode", "same", "shipping_address.postal_code"],
    ["billing.postcode", "both", "billing_address.postal_code"],
    ["billing.state", "shippingOnly", "shipping_address.province"],
    ["billing.state", "noProvince", "shipping_address.postal_code"],
    ["billing.address_addition", "shippingOnly", "shipping_address.address_2"],
    ["billing.street", "noAddress", "shipping_address.address_1"],
    ["shipping.postcode", "both", "shipping_address.postal_code"],
    ["shipping.city", "billingOnly", "billing_address.city"],
    ["order.shipping.country", "both", "shipping_address.country_code"],
    ["shipping.name", "both", null],
    ["shipping.price", "both", null],
    ["order.articles.0.price", "both", null],
    ["customer", "both", null],
    ["customer.constructor", "both", null],
    ["email", "both", null],
  ])("%s of %s", (remote, cart, field) => expect(refusedField([remote], checkoutOf(cartWith(carts[cart])).origins)).toBe(field))

  it("is the first that a shopper can correct", () => {
    const { origins } = checkoutOf(cartWith(carts.both))
    expect(refusedField(["order.total_amount", "shipping.postcode", "customer.email"], origins)).toBe("shipping_address.postal_code")
    expect(refusedField([], origins)).toBeNull()
  })

  const other: Record<string, string> = { first_name: "Rosa", last_name: "Gil", phone: "699111222", address_1: "Otra 9", address_2: "Bajo", city: "Lugo", province: "Lugo", postal_code: "27001", country_code: "fr", email: "otra@example.com" }
  it.each(Object.keys(carts) as (keyof typeof carts)[])("is the one by which the text that is sent changes: %s", (name) => {
    const cart = cartWith(carts[name])
    const { payload, origins } = checkoutOf(cart)
    for (const section of ["customer", "billing", "shipping"] as const) {
      const sent: Record<string, unknown> = { ...payload[section] }
      for (const [text, field] of Object.entries(origins[section])) {
        if (sent[text] === undefined) continue
        const [form, part = "email"] = field.split(".") as ["shipping_address" | "billing_address" | "customer" | "email", string?]
        const written = form === "email" ? { email: other.email } : { [form]: { ...cart[form], [part]: other[part] } }
        const both = form === "shipping_address" && JSON.stringify(cart.billing_address) === JSON.stringify(cart.shipping_address) ? { billing_address: { ...cart.billing_address, [part]: other[part] } } : {}
        const changed: Record<string, unknown> = { ...checkoutOf({ ...cart, ...written, ...both } as CartView).payload[section] }
        expect({ section, text, field, changed: changed[text] !== sent[text] }).toEqual({ section, text, field, changed: true })
      }
    }
  })
})
