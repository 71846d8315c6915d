import { defineLink } from "@medusajs/framework/utils"
import CartModule from "@medusajs/medusa/cart"
import AplazameModule from "../modules/aplazame"

/** Read-only: from an Aplazame order to the cart it was begun for. No table of its own. */
export default defineLink({ linkable: AplazameModule.linkable.aplazameOrder, field: "cart_id" }, CartModule.linkable.cart, { readOnly: true })
