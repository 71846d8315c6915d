import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useWords } from "../lib/words"

/** The way to a Medusa order, by its number where it is known. */
export function OrderLink({ orderId, displayId }: { orderId: string | null; displayId?: number | null }) {
  const { t } = useWords()
  if (!orderId) return <Text size="small">–</Text>
  return (
    <Link to={`/orders/${orderId}`} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover txt-small">
      {displayId ? t("common.order", { id: displayId }) : t("common.openOrder")}
    </Link>
  )
}
