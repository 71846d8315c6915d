import { Container, Copy, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { Settings } from "../lib/api-types"
import { useWords, type Words } from "../lib/words"

type FieldName =
  | "side" | "private_key" | "previous_private_keys" | "public_key" | "apiBaseUrl" | "storefrontUrl" | "countries" | "product" | "limits" | "captureOn" | "captureDigitalOn" | "uncapturedDays" | "captureAmount"
  | "refundCall" | "onChallenge" | "historyLimit" | "historyForGuests" | "storeReading" | "timeouts" | "language"

/** What is configured, keys masked, and the notification URL to copy. */
export function Configuration({ settings }: { settings: Settings }) {
  const words = useWords()
  const { t, locale, word } = words
  const rows: [FieldName, ReactNode][] = [
    ["side", t(settings.sandbox ? "common.sandbox" : "common.live")],
    ["private_key", settings.private_key],
    ...(settings.previous_private_keys.length > 0 ? [["previous_private_keys", settings.previous_private_keys.join(", ")] as [FieldName, ReactNode]] : []),
    ["public_key", settings.public_key],
    ["apiBaseUrl", settings.apiBaseUrl],
    ["storefrontUrl", settings.storefrontUrl],
    ["countries", settings.countries.map((country) => country.toUpperCase()).join(", ")],
    ["product", settings.product ? word("products", settings.product) : t("settings.values.hybrid")],
    ["limits", limits(settings, words)],
    ["captureOn", word("settings.values", settings.captureOn)],
    ["captureDigitalOn", word("settings.values", settings.captureDigitalOn)],
    ["uncapturedDays", settings.uncapturedDays === 0 ? t("common.no") : t("settings.values.days", { count: settings.uncapturedDays })],
    ["captureAmount", word("settings.values", settings.captureAmount)],
    ["refundCall", word("settings.values", settings.refundCall)],
    ["onChallenge", word("settings.values", settings.onChallenge)],
    ["historyLimit", String(settings.historyLimit)],
    ["historyForGuests", t(settings.historyForGuests ? "common.yes" : "common.no")],
    ["storeReading", t(settings.storeReading ? "common.yes" : "common.no")],
    ["timeouts", t("settings.values.minutes", { checkout: settings.timeoutCheckout, extra: (settings.timeoutExtra / 60).toLocaleString(locale) })],
    ["language", <span className="capitalize">{new Intl.DisplayNames(locale, { type: "language" }).of(settings.language)}</span>],
  ]
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h1">{t("settings.menu")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("settings.intro")}
        </Text>
      </div>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <Text size="small" weight="plus">
          {t("settings.notificationUrl")}
        </Text>
        <div className="flex items-center gap-x-2">
          <code className="txt-small break-all">{settings.notification_url}</code>
          <Copy content={settings.notification_url} aria-label={t("common.copy", { what: t("settings.notificationUrl") })} className="text-ui-fg-muted" />
        </div>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("settings.notificationHint")}
        </Text>
      </div>
      <dl className="divide-y">
        {rows.map(([name, value]) => (
          <div key={name} className="text-ui-fg-subtle grid grid-cols-2 gap-x-4 px-6 py-4">
            <dt className="txt-compact-small-plus">{word("settings.fields", name)}</dt>
            <dd className="txt-compact-small break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Container>
  )
}

function limits({ minAmount, maxAmount }: Settings, { t, money }: Words): string {
  const min = minAmount === null ? null : money(minAmount, "eur")
  const max = maxAmount === null ? null : money(maxAmount, "eur")
  if (min && max) return t("settings.values.between", { min, max })
  if (min) return t("settings.values.from", { min })
  return max ? t("settings.values.upTo", { max }) : t("settings.values.noLimits")
}
