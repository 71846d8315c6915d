import type { AdminOrder } from "@medusajs/framework/types"
import { Button, Container, Copy, Heading, Text } from "@medusajs/ui"
import { post } from "../lib/api"
import type { Overview } from "../lib/api-types"
import { useAction } from "../lib/use-action"
import { useWords } from "../lib/words"
import { emailFacts } from "./timeline"
import { useShow } from "./use-overview"

/** Aplazame finances in euros. */
const CURRENCY = "eur"

/** Whether it is worth asking for the link of an order: a checkout pays what Medusa has asked for and nobody has paid. */
export const asksForMoney = ({ payment_collections }: Pick<AdminOrder, "payment_collections">): boolean => (payment_collections ?? []).some(({ status }) => status === "not_paid")

/** While a checkout would begin by the link: buttons that copy it and, where the store has a template for it, send it to the order's customer. */
export function PaymentLink({ orderId, overview: { link, link_email, timeline } }: { orderId: string; overview: Overview }) {
  const words = useWords()
  const { t, money, moment, word } = words
  const { act, busy } = useAction()
  const show = useShow(orderId)
  const last = timeline.find((entry) => entry.type === "link_email")
  const send = (): void =>
    void act({ name: "link_email", request: "link_email", run: async (token) => show(await post<Overview>(`/orders/${encodeURIComponent(orderId)}/link-email`, { token })) })
  if (!link) return null
  return (
    <Container className="flex flex-wrap items-center justify-between gap-2 px-6 py-4" role="region" aria-label={t("order.link.title")}>
      <div>
        <Heading level="h2">{t("order.link.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.link.due", { amount: money(link.amount, CURRENCY) })}
        </Text>
        {last && (
          <Text size="small" className={last.state === "failed" ? "text-ui-fg-error" : "text-ui-fg-subtle"}>
            {[word("emailStates", last.state), moment(last.at), ...emailFacts(last, words)].join(" · ")}
          </Text>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {link_email && (
          <Button size="small" variant="secondary" disabled={busy} isLoading={busy} onClick={send}>
            {t("order.link.email")}
          </Button>
        )}
        <Copy content={link.url} asChild aria-label={t("order.link.copy")}>
          <Button size="small" variant="secondary">
            {t("order.link.copy")}
          </Button>
        </Copy>
      </div>
    </Container>
  )
}
