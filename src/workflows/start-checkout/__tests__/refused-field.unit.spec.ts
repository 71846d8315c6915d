import type { CartView } from "../../../mapping"
import { refusedField } from "../refused-field"

type Address = NonNullable<CartView["shipping_address"]>
const EMPTY: Address = { first_name: null, last_name: null, company: null, address_1: null, address_2: null, city: null, province: null, postal_code: null, country_code: "es", phone: null }
const home: Address = { ...EMPTY, first_name: "Ana", address_1: "Gran Vía 1", postal_code: "28013", phone: "600000000" }
const office: Address = { ...home, first_name: "Luis", address_1: "Calle Mayor 2" }
const account = { id: "cus_1", email: null, first_name: "Ana", last_name: null, phone: null, has_account: true, created_at: null }
const carts = {
  same: { shipping_address: home, billing_address: { ...home } },
  both: { shipping_address: home, billing_address: { ...office, phone: null } },
  billingOnly: { shipping_address: EMPTY, billing_address: office },
  shippingOnly: { shipping_address: home, billing_address: null },
  account: { shipping_address: home, billing_address: office, customer: account },
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
    ["customer.first_name", "both", "billing_address.first_name"],
    ["customer.first_name", "account", "customer.first_name"],
    ["customer.last_name", "account", "billing_address.last_name"],
    ["customer.address.street", "both", "billing_address.address_1"],
    ["billing.postcode", "same", "shipping_address.postal_code"],
    ["billing.postcode", "both", "billing_address.postal_code"],
    ["billing.state", "shippingOnly", "shipping_address.province"],
    ["shipping.postcode", "both", "shipping_address.postal_code"],
    ["shipping.city", "billingOnly", "billing_address.city"],
    ["order.shipping.country", "both", "shipping_address.country_code"],
    ["shipping.name", "both", null],
    ["shipping.price", "both", null],
    ["order.articles.0.price", "both", null],
    ["customer", "both", null],
    ["email", "both", null],
  ])("%s of %s", (remote, cart, field) => expect(refusedField([remote], carts[cart])).toBe(field))

  it("is the first that a shopper can correct", () => {
    expect(refusedField(["order.total_amount", "shipping.postcode", "customer.email"], carts.both)).toBe("shipping_address.postal_code")
    expect(refusedField([], carts.both)).toBeNull()
  })
})
