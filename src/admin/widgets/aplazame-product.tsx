import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { CampaignsWidget } from "../campaigns/campaigns-widget"

const AplazameProductWidget = ({ data }: DetailWidgetProps<AdminProduct>) => <CampaignsWidget productId={data.id} />

export const config = defineWidgetConfig({ zone: "product.details.side.after", id: "aplazame-product" })

export default AplazameProductWidget
