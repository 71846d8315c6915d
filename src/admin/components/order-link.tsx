import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useWords } from "../lib/words"

/** The way to a Medusa order: its number where it is known, as Medusa writes it. */
export function OrderLink({ orderId, displayId }: { orderId: string | null; displayId?: number | null }) {
  const { t } = useWords()
  if (!orderId) return <Text size="small">–</Text>
  return (
    <Link to={`/orders/${orderId}`} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover txt-compact-small">
      {displayId ? `#${displayId}` : t("common.openOrder")}
    </Link>
  )
}
