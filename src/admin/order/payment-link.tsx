import type { AdminOrder } from "@medusajs/framework/types"
import { Button, Container, Copy, Heading, Text } from "@medusajs/ui"
import { storefrontUrl } from "../lib/sdk"
import { useWords } from "../lib/words"

/** What is outstanding on an order, and the address at which it is paid. */
export type Due = { url: string; amount: number; currency: string }

/** Aplazame finances in euros. */
const CURRENCY = "eur"

/** What Medusa's own *Copy payment link* is shown for, as far as Aplazame can pay it. Null where nothing is, or the shop's address is not known. */
export function dueOf({ status, currency_code: currency, payment_collections, summary }: AdminOrder, shop = storefrontUrl): Due | null {
  const open = (payment_collections ?? []).find((one) => one.status === "not_paid")
  const amount = Math.round(Number(open?.amount ?? 0) * 100)
  if (!open || !shop || status === "canceled" || currency !== CURRENCY || amount <= 0 || Math.round(Number(summary?.pending_difference ?? 0) * 100) <= 0) return null
  return { url: `${shop.replace(/\/+$/, "")}/payment-collection/${open.id}`, amount, currency }
}

/** A button that copies the link. Unlike Medusa's own, it bears no id of the order, with which the store tells more of it. */
export function PaymentLink({ due: { url, amount, currency } }: { due: Due }) {
  const { t, money } = useWords()
  return (
    <Container className="flex flex-wrap items-center justify-between gap-2 px-6 py-4" role="region" aria-label={t("order.link.title")}>
      <div>
        <Heading level="h2">{t("order.link.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.link.due", { amount: money(amount, currency) })}
        </Text>
      </div>
      <Copy content={url} asChild aria-label={t("order.link.copy")}>
        <Button size="small" variant="secondary">
          {t("order.link.copy")}
        </Button>
      </Copy>
    </Container>
  )
}
