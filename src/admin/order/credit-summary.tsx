import { ArrowUpRightOnBox } from "@medusajs/icons"
import { Badge, Copy, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { OrderStateBadge } from "../components/badges"
import type { Credit, Live } from "../lib/api-types"
import { useWords } from "../lib/words"

function Row({ label, children, strong = false }: { label: string; children: ReactNode; strong?: boolean }) {
  return (
    <div className="grid grid-cols-2 items-center gap-x-4 px-6 py-1.5">
      <Text size="small" weight={strong ? "plus" : "regular"} className={strong ? "" : "text-ui-fg-subtle"}>
        {label}
      </Text>
      <div className="flex items-center justify-end gap-x-1 text-right">{children}</div>
    </div>
  )
}

/** An id in short, with a button that copies all of it. */
function Id({ label, value }: { label: string; value: string | null }) {
  const { t } = useWords()
  if (!value) return null
  return (
    <Row label={label}>
      <Text size="xsmall" className="text-ui-fg-subtle truncate font-mono" title={value}>
        {value}
      </Text>
      <Copy content={value} aria-label={t("common.copy", { what: label })} className="text-ui-fg-muted" />
    </Row>
  )
}

/** State in words with its reason, product, the amounts, the ids. */
export function CreditSummary({ credit, live, refreshing }: { credit: Credit; live: Live | null | undefined; refreshing: boolean }) {
  const { t, money, word, moment } = useWords()
  const { amounts, currency_code: currency } = credit
  const amount = (value: number) => <Text size="small">{money(value, currency)}</Text>
  const reason = credit.state === "confirmed" ? null : credit.status_reason || null
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-6 py-3">
        <OrderStateBadge state={credit.state} />
        {credit.sandbox && <Badge size="2xsmall" color="orange">{t("common.sandbox")}</Badge>}
        {reason && (
          <Text size="small" className="text-ui-fg-subtle">
            {word("reasons", reason)}
          </Text>
        )}
        {credit.reason_code && credit.state !== "confirmed" && (
          <Text size="small" className="text-ui-fg-subtle">
            {word("koReasons", credit.reason_code)}
          </Text>
        )}
      </div>
      <div className="py-2">
        <Row label={t("order.product")}>
          <Text size="small">{credit.product ? word("products", credit.product) : t("products.chosen")}</Text>
        </Row>
        <Row label={t("order.amounts.total")}>{amount(amounts.total)}</Row>
        <Row label={t("order.amounts.captured")}>{amount(amounts.captured)}</Row>
        <Row label={t("order.amounts.voided")}>{amount(amounts.voided)}</Row>
        <Row label={t("order.amounts.refunded")}>{amount(amounts.refunded)}</Row>
        <Row label={t("order.amounts.remaining")} strong>
          <Text size="small" weight="plus">{money(amounts.remaining, currency)}</Text>
        </Row>
        {live && <LiveLine credit={credit} live={live} />}
      </div>
      <div className="py-2">
        <Id label={t("order.ids.aplazame")} value={credit.aplazame_id} />
        <Id label={t("order.ids.mid")} value={credit.mid} />
        <Row label={refreshing ? t("order.refreshing") : credit.checked_at ? t("order.checked", { when: moment(credit.checked_at) }) : t("order.never")}>
          <a href={credit.panel_url} target="_blank" rel="noreferrer" className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover txt-small inline-flex items-center gap-x-1">
            {t("order.ids.panel")}
            <ArrowUpRightOnBox />
          </a>
        </Row>
      </div>
    </>
  )
}

/** Aplazame's own figures after a refresh. A void that a product takes as a refund counts as one sum. */
function LiveLine({ credit, live }: { credit: Credit; live: Live }) {
  const { t, money } = useWords()
  const { amounts, currency_code: currency } = credit
  const captured = live.captured ?? amounts.captured
  const agrees = captured === amounts.captured && live.voided + live.refunded === amounts.voided + amounts.refunded
  return (
    <Text size="small" role="status" className={`px-6 py-1.5 ${agrees ? "text-ui-fg-subtle" : "text-ui-fg-error"}`}>
      {agrees
        ? t("order.agrees")
        : t("order.differs", { captured: money(captured, currency), voided: money(live.voided, currency), refunded: money(live.refunded, currency) })}
    </Text>
  )
}
