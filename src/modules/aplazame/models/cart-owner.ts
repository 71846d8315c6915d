import { model } from "@medusajs/framework/utils"

/**
 * That a signed-in customer worked on a cart: the only proof that the cart is theirs. Medusa's own `customer_id` is none, since
 * it puts the registered customer on the cart of whoever types their e-mail.
 */
const CartOwner = model
  .define("aplazame_cart_owner", {
    id: model.id({ prefix: "aplown" }).primaryKey(),
    cart_id: model.text(),
    customer_id: model.text(),
  })
  .indexes([
    { name: "IDX_aplazame_cart_owner_cart_customer", on: ["cart_id", "customer_id"], unique: true },
    // The sweep's question: which were checked longest ago.
    { name: "IDX_aplazame_cart_owner_looked_at", on: ["updated_at"] },
  ])

export default CartOwner
