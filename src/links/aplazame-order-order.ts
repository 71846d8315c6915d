import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import AplazameModule from "../modules/aplazame"

/** Read-only: from an Aplazame order to the Medusa order it pays for. No table of its own. */
export default defineLink({ linkable: AplazameModule.linkable.aplazameOrder, field: "order_id" }, OrderModule.linkable.order, { readOnly: true })
