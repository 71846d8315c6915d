import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { NotificationStateBadge, OperationStateBadge } from "../components/badges"
import type { TimelineEntry, TimelineNotification, TimelineOperation } from "../lib/api-types"
import { useWords, type Words } from "../lib/words"

const FIRST = 5

/** Everything asked, answered and notified, newest first. */
export function Timeline({ entries, currency }: { entries: TimelineEntry[]; currency: string }) {
  const words = useWords()
  const { t } = words
  const [all, setAll] = useState(false)
  const shown = all ? entries : entries.slice(0, FIRST)
  return (
    <section aria-label={t("order.timeline.title")} className="px-6 py-4">
      <Heading level="h3" className="mb-3">
        {t("order.timeline.title")}
      </Heading>
      {entries.length === 0 && (
        <Text size="small" className="text-ui-fg-muted">
          {t("order.timeline.empty")}
        </Text>
      )}
      <ol className="flex flex-col gap-y-4">
        {shown.map((entry) => (
          <li key={entry.id} className="border-ui-border-base flex flex-col gap-y-1 border-l-2 pl-3">
            <div className="flex flex-wrap items-center justify-between gap-x-2">
              <Text size="small" weight="plus">
                {titleOf(entry, words)}
                {entry.amount !== null && ` · ${words.money(entry.amount, currency)}`}
              </Text>
              {entry.type === "operation" ? <OperationStateBadge state={entry.state} /> : <NotificationStateBadge state={entry.state} />}
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {[words.moment(entry.at), ...(entry.type === "operation" ? operationFacts(entry, words, currency) : notificationFacts(entry, words))].join(" · ")}
            </Text>
            {entry.type === "operation" && <Refusal entry={entry} />}
          </li>
        ))}
      </ol>
      {entries.length > FIRST && (
        <Button size="small" variant="transparent" className="mt-3" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t("common.showLess") : t("common.showAll", { count: entries.length })}
        </Button>
      )}
    </section>
  )
}

function titleOf(entry: TimelineEntry, { t, word }: Words): string {
  if (entry.type === "operation") return word("kinds", entry.kind)
  return t("order.timeline.notification", { status: word("status", entry.status) })
}

function operationFacts(entry: TimelineOperation, { t, counted, asker, money, moment }: Words, currency: string): string[] {
  const waiting = entry.state === "planned" || entry.state === "unknown"
  return [
    t("order.timeline.by", { who: asker(entry.asked_by) }),
    ...(entry.decided_by ? [t("order.timeline.decided", { who: asker(entry.decided_by) })] : []),
    ...(entry.attempts > 1 ? [counted("order.timeline.attempts", entry.attempts)] : []),
    ...(entry.via_refund ? [t("order.timeline.viaRefund")] : []),
    ...(entry.remaining_after !== null && entry.state === "done" && entry.kind !== "update" ? [t("order.timeline.left", { amount: money(entry.remaining_after, currency) })] : []),
    ...(waiting && entry.next_attempt_at ? [t("order.timeline.next", { when: moment(entry.next_attempt_at) })] : []),
  ]
}

function notificationFacts(entry: TimelineNotification, { t, word }: Words): string[] {
  return [
    ...(entry.status_reason ? [word("reasons", entry.status_reason)] : []),
    ...(entry.answer ? [word("answers", entry.answer)] : []),
    ...(entry.reason_code ? [t("order.timeline.because", { reason: word("koReasons", entry.reason_code) })] : []),
    ...(entry.received_count > 1 ? [t("order.timeline.received", { count: entry.received_count })] : []),
  ]
}

/** Why it did not go through: in words, and what Aplazame itself said. */
function Refusal({ entry }: { entry: TimelineOperation }) {
  const { word } = useWords()
  if (!entry.error_code || entry.state === "done") return null
  return (
    <Text size="xsmall" className="text-ui-fg-error break-words">
      {word("ledgerCodes", entry.error_code)}
      {entry.error_message ? ` (${entry.error_message})` : ""}
    </Text>
  )
}
