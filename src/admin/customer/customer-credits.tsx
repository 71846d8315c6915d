import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { OrderStateBadge } from "../components/badges"
import { OrderLink } from "../components/order-link"
import { Failed } from "../components/states"
import { get } from "../lib/api"
import type { CustomerCredit } from "../lib/api-types"
import { useWords } from "../lib/words"

const FIRST = 5

/** The credits of a customer's orders, each with the way to its order. Nothing for who never paid with Aplazame. */
export function CustomerCredits({ customerId }: { customerId: string }) {
  const { t, money, moment } = useWords()
  const { data, error, refetch } = useQuery({ queryKey: ["aplazame", "customer", customerId], queryFn: () => get<{ credits: CustomerCredit[] }>(`/customers/${encodeURIComponent(customerId)}`) })
  const [all, setAll] = useState(false)
  const credits = data?.credits ?? []
  if (credits.length === 0 && !error) return null
  return (
    <Container className="divide-y p-0" role="region" aria-label={t("order.customer.title")}>
      <div className="px-6 py-4">
        <Heading level="h2">{t("order.customer.title")}</Heading>
      </div>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      <ul className="divide-y">
        {(all ? credits : credits.slice(0, FIRST)).map((credit) => (
          <li key={credit.id} className="flex items-center justify-between gap-x-4 px-6 py-4">
            <div className="flex flex-col gap-y-1">
              <OrderLink orderId={credit.order_id} displayId={credit.display_id} />
              <Text size="small" leading="compact" className="text-ui-fg-subtle">
                {moment(credit.created_at)}
              </Text>
            </div>
            <div className="flex flex-col items-end gap-y-1">
              <OrderStateBadge credit={credit} />
              <Text size="small" leading="compact">
                {money(credit.total_amount, credit.currency_code)}
              </Text>
            </div>
          </li>
        ))}
      </ul>
      {credits.length > FIRST && (
        <div className="px-6 py-4">
          <Button size="small" variant="transparent" onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? t("common.showLess") : t("common.showAll", { count: credits.length })}
          </Button>
        </div>
      )}
    </Container>
  )
}
