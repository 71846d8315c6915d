import type { AdminOrder } from "@medusajs/framework/types"
import { Button, Container, Copy, Heading, Text } from "@medusajs/ui"
import { post } from "../lib/api"
import type { Overview } from "../lib/api-types"
import { storefrontUrl } from "../lib/sdk"
import { useAction } from "../lib/use-action"
import { useWords } from "../lib/words"
import { emailFacts } from "./timeline"
import { useShow } from "./use-overview"

/** What is outstanding on an order, and the address at which it is paid. */
export type Due = { url: string; amount: number; currency: string }

/** Aplazame finances in euros. */
const CURRENCY = "eur"

/** What Medusa's own *Copy payment link* is shown for, as far as Aplazame can pay it. Null where nothing is, or the shop's address is not known. */
export function dueOf({ status, currency_code: currency, payment_collections, summary }: AdminOrder, shop = storefrontUrl): Due | null {
  const hundredths = (value: unknown): number => Math.round(Number(value ?? 0) * 100)
  const outstanding = hundredths(summary?.pending_difference)
  const unpaid = (payment_collections ?? []).filter((one) => one.status === "not_paid")
  const open = unpaid.find((one) => hundredths(one.amount) === outstanding) ?? unpaid[0]
  const amount = hundredths(open?.amount)
  if (!open || !shop || status === "canceled" || currency !== CURRENCY || amount <= 0 || outstanding <= 0) return null
  return { url: `${shop.replace(/\/+$/, "")}/payment-collection/${open.id}`, amount, currency }
}

/**
 * Buttons that copy the link and, where the store has a template for it, send it to the order's customer. Unlike Medusa's own, the link bears no id
 * of the order, with which the store tells more of it.
 */
export function PaymentLink({ orderId, due: { url, amount, currency }, overview }: { orderId: string; due: Due; overview: Overview | undefined }) {
  const words = useWords()
  const { t, money, moment, word } = words
  const { act, busy } = useAction(currency)
  const show = useShow(orderId)
  const last = overview?.timeline.find((entry) => entry.type === "link_email")
  const send = (): void =>
    void act({ name: "link_email", request: "link_email", run: async (token) => show(await post<Overview>(`/orders/${encodeURIComponent(orderId)}/link-email`, { token })) })
  return (
    <Container className="flex flex-wrap items-center justify-between gap-2 px-6 py-4" role="region" aria-label={t("order.link.title")}>
      <div>
        <Heading level="h2">{t("order.link.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.link.due", { amount: money(amount, currency) })}
        </Text>
        {last && (
          <Text size="small" className={last.state === "failed" ? "text-ui-fg-error" : "text-ui-fg-subtle"}>
            {[word("emailStates", last.state), moment(last.at), ...emailFacts(last, words)].join(" · ")}
          </Text>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {overview?.link_email && (
          <Button size="small" variant="secondary" disabled={busy} isLoading={busy} onClick={send}>
            {t("order.link.email")}
          </Button>
        )}
        <Copy content={url} asChild aria-label={t("order.link.copy")}>
          <Button size="small" variant="secondary">
            {t("order.link.copy")}
          </Button>
        </Copy>
      </div>
    </Container>
  )
}
