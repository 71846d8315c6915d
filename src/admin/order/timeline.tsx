import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { EmailStateBadge, NotificationStateBadge, OperationStateBadge } from "../components/badges"
import type { TimelineEntry, TimelineLinkEmail, TimelineNotification, TimelineOperation } from "../lib/api-types"
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
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.timeline.empty")}
        </Text>
      )}
      <ol>
        {shown.map((entry, index) => (
          <Entry key={entry.id} entry={entry} currency={currency} last={index === shown.length - 1} />
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

/** One of it, as in Medusa's own activity. How it ended is said where it is not as it should be. */
function Entry({ entry, currency, last }: { entry: TimelineEntry; currency: string; last: boolean }) {
  const words = useWords()
  const amount = entry.type === "link_email" ? null : entry.amount
  return (
    <li className="grid grid-cols-[20px_1fr] items-start gap-2">
      <div aria-hidden="true" className="flex size-full flex-col items-center gap-y-0.5">
        <div className="flex size-5 items-center justify-center">
          <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
            <div className="bg-ui-tag-neutral-icon size-1.5 rounded-full" />
          </div>
        </div>
        {!last && <div className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div className={last ? "flex flex-col gap-y-1" : "flex flex-col gap-y-1 pb-4"}>
        <div className="flex flex-wrap items-center justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus">
            {[titleOf(entry, words), ...(amount === null ? [] : [words.money(amount, currency)])].join(" · ")}
          </Text>
          <State entry={entry} />
        </div>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {[words.moment(entry.at), ...factsOf(entry, words)].join(" · ")}
        </Text>
        {entry.type === "operation" && <Refusal entry={entry} />}
      </div>
    </li>
  )
}

function State({ entry }: { entry: TimelineEntry }) {
  switch (entry.type) {
    case "operation":
      return entry.state !== "done" && <OperationStateBadge state={entry.state} />
    case "notification":
      return entry.state !== "applied" && <NotificationStateBadge state={entry.state} />
    case "link_email":
      return entry.state !== "done" && <EmailStateBadge state={entry.state} />
  }
}

function titleOf(entry: TimelineEntry, { t, word }: Words): string {
  switch (entry.type) {
    case "operation":
      return word("kinds", entry.kind)
    case "notification":
      return t("order.timeline.notification", { status: word("status", entry.status) })
    case "link_email":
      return t("order.timeline.link_email")
  }
}

function factsOf(entry: TimelineEntry, words: Words): string[] {
  switch (entry.type) {
    case "operation":
      return operationFacts(entry, words)
    case "notification":
      return notificationFacts(entry, words)
    case "link_email":
      return emailFacts(entry, words)
  }
}

/** Who sent a payment link, and why it was not sent. */
export const emailFacts = ({ asked_by, error_code }: TimelineLinkEmail, { askedBy, word }: Words): string[] => [askedBy(asked_by), ...(error_code ? [word("codes", error_code)] : [])]

function operationFacts(entry: TimelineOperation, { t, counted, askedBy, moment }: Words): string[] {
  const waiting = entry.state === "planned" || entry.state === "unknown"
  return [
    askedBy(entry.asked_by),
    ...(entry.decided_by ? [t("order.timeline.decided", { who: askedBy(entry.decided_by) })] : []),
    ...(entry.attempts > 1 ? [counted("order.timeline.attempts", entry.attempts)] : []),
    ...(entry.via_refund ? [t("order.timeline.viaRefund")] : []),
    ...(waiting && entry.next_attempt_at ? [t("order.timeline.next", { when: moment(entry.next_attempt_at) })] : []),
  ]
}

function notificationFacts(entry: TimelineNotification, { t, word, answer }: Words): string[] {
  const decided = answer(entry)
  return [
    ...(entry.status_reason ? [word("reasons", entry.status_reason)] : []),
    ...(decided === null ? [] : [decided]),
    ...(entry.reason_code ? [word("koReasons", entry.reason_code)] : []),
    ...(entry.received_count > 1 ? [t("order.timeline.received", { count: entry.received_count })] : []),
  ]
}

/** Codes under which Aplazame itself gave an answer; the message of any other is ours, in English, and says the word over. */
const ITS_WORDS = /^aplazame_(?!timeout|network|unreadable)/

/** Why it did not go through: in words, and what Aplazame itself said. */
function Refusal({ entry }: { entry: TimelineOperation }) {
  const { word } = useWords()
  if (!entry.error_code || entry.state === "done") return null
  return (
    <Text size="small" leading="compact" className="text-ui-fg-error break-words">
      {word("ledgerCodes", entry.error_code)}
      {entry.error_message && ITS_WORDS.test(entry.error_code) ? ` (${entry.error_message})` : ""}
    </Text>
  )
}
