import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { CustomerCredits } from "../customer/customer-credits"

const AplazameCustomerWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => <CustomerCredits customerId={data.id} />

export const config = defineWidgetConfig({ zone: "customer.details.side.after", id: "aplazame-customer" })

export default AplazameCustomerWidget
