import { ArrowUpRightOnBox } from "@medusajs/icons"
import { Badge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { OrderStateBadge } from "../components/badges"
import { Id } from "../components/cells"
import type { Credit, Live } from "../lib/api-types"
import { useWords, type Words } from "../lib/words"
import { Figures } from "./figures"

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-x-4 px-6 py-1.5">
      <Text size="small" leading="compact" className="text-ui-fg-subtle shrink-0">
        {label}
      </Text>
      <div className="txt-compact-small min-w-0 text-right">{children}</div>
    </div>
  )
}

/** State in words with its reason, the amounts, the product, the ids. */
export function CreditSummary({ credit, live, refreshing }: { credit: Credit; live: Live | null | undefined; refreshing: boolean }) {
  const { t, word, moment } = useWords()
  const ended = credit.state !== "confirmed"
  const reasons = [ended && credit.status_reason && word("reasons", credit.status_reason), ended && credit.reason_code && word("koReasons", credit.reason_code)]
  const product = productText(credit, t)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-6 py-3">
        <OrderStateBadge credit={credit} />
        {credit.sandbox && <Badge size="2xsmall" color="orange">{t("common.sandbox")}</Badge>}
        {reasons.filter(Boolean).map((reason) => (
          <Text key={String(reason)} size="small" className="text-ui-fg-subtle">
            {reason}
          </Text>
        ))}
      </div>
      <Figures credit={credit} />
      {live && <LiveLine credit={credit} live={live} />}
      <div className="py-2">
        {product && <Row label={t("order.product")}>{product}</Row>}
        {[
          { label: t("order.ids.aplazame"), value: credit.aplazame_id },
          { label: t("order.ids.mid"), value: credit.mid },
        ].map(
          ({ label, value }) =>
            value && (
              <Row key={label} label={label}>
                <Id label={label} value={value} />
              </Row>
            )
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-4 px-6 py-1.5">
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {refreshing ? t("order.refreshing") : credit.checked_at ? t("order.checked", { when: moment(credit.checked_at) }) : t("order.never")}
          </Text>
          <a href={credit.panel_url} target="_blank" rel="noreferrer" className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover txt-small inline-flex items-center gap-x-1">
            {t("order.ids.panel")}
            <ArrowUpRightOnBox />
          </a>
        </div>
      </div>
    </>
  )
}

/**
 * What is known of the product. Aplazame tells of pay later alone, by its captures: what was captured without any is one
 * of the two others. Null where nobody will ever know.
 */
function productText({ product, state, amounts }: Credit, t: Words["t"]): string | null {
  if (product) return t(`products.${product}`)
  if (amounts.captured > 0) return t("order.productNotLater")
  return state === "confirmed" ? t("order.productUnknown") : null
}

/** Aplazame's own figures after a refresh. A void that a product takes as a refund counts as one sum. */
function LiveLine({ credit, live }: { credit: Credit; live: Live }) {
  const { t, money } = useWords()
  const { amounts, currency_code: currency } = credit
  const captured = live.captured ?? amounts.captured
  const agrees = captured === amounts.captured && live.voided + live.refunded === amounts.voided + amounts.refunded
  return (
    <Text size="small" role="status" className={`px-6 py-3 ${agrees ? "text-ui-fg-subtle" : "text-ui-fg-error"}`}>
      {agrees
        ? t("order.agrees")
        : t("order.differs", { captured: money(captured, currency), voided: money(live.voided, currency), refunded: money(live.refunded, currency) })}
    </Text>
  )
}
