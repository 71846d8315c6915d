import { Button, Label, Switch, Text } from "@medusajs/ui"
import type { ProductCampaign } from "../lib/api-types"
import { formatDay } from "../lib/day"
import { useWords, type Words } from "../lib/words"
import type { TagRequest } from "./use-campaigns"

const FULL = 10_000

type Props = {
  campaign: ProductCampaign
  /** What is being asked of Aplazame, for whichever campaign. */
  request: TagRequest | null
  tag: (request: TagRequest) => void
}

/** A campaign with its switch. One that covers the whole catalogue is on and stays on. */
export function CampaignRow({ campaign, request, tag }: Props) {
  const words = useWords()
  const { t } = words
  const always = campaign.tagged === "always"
  const mine = request?.campaign.id === campaign.id ? request : null
  const on = mine ? mine.into : always || campaign.tagged === "all"
  const id = `aplazame-campaign-${campaign.id}`
  return (
    <li className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="flex min-w-0 flex-col gap-y-1">
        <Label htmlFor={id} size="small" weight="plus" className="break-words">
          {campaign.name}
        </Label>
        <div id={`${id}-facts`} className="flex flex-col">
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {period(campaign, words)}
          </Text>
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {terms(campaign, words)}
          </Text>
          {always && (
            <Text size="small" leading="compact" className="text-ui-fg-subtle">
              {t("campaigns.always")}
            </Text>
          )}
          {campaign.tagged === "some" && (
            <Text size="small" leading="compact" className="text-ui-fg-subtle">
              {t("campaigns.some", { tagged: campaign.tagged_articles, all: campaign.articles })}
            </Text>
          )}
        </div>
        {campaign.tagged === "some" && (
          <Button
            size="small"
            variant="transparent"
            className="-ml-2 self-start"
            aria-label={t("campaigns.takeOutOf", { name: campaign.name })}
            aria-disabled={request !== null}
            onClick={() => tag({ campaign, into: false })}
          >
            {t("campaigns.takeOut")}
          </Button>
        )}
      </div>
      {/* Not disabled while it works: a disabled switch would lose the keyboard's focus. */}
      <Switch
        id={id}
        size="small"
        className="mt-0.5 shrink-0"
        checked={on}
        disabled={always}
        aria-busy={mine !== null}
        aria-describedby={`${id}-facts`}
        onCheckedChange={(into) => tag({ campaign, into })}
      />
    </li>
  )
}

function period({ start_date, end_date }: ProductCampaign, { t, locale }: Words): string {
  const from = formatDay(start_date, locale)
  return end_date ? t("campaigns.between", { from, to: formatDay(end_date, locale) }) : t("campaigns.from", { from })
}

function terms(campaign: ProductCampaign, words: Words): string {
  const { t, locale } = words
  const rate = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(campaign.interest / FULL)
  const numbers = new Intl.ListFormat(locale, { type: "disjunction" }).format(campaign.num_instalments.map(String))
  const facts = [
    campaign.interest >= FULL ? t("campaigns.free") : t("campaigns.off", { rate }),
    ...(campaign.num_instalments.length > 0 ? [t("campaigns.instalments", { numbers })] : []),
    ...orders(campaign, words),
  ]
  const text = facts.join(" · ")
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

/** Aplazame finances in euros; its campaigns name no currency. */
function orders({ min_order_amount: min, max_order_amount: max }: ProductCampaign, { t, money }: Words): string[] {
  const from = min ? money(min, "eur") : null
  const to = max ? money(max, "eur") : null
  if (from && to) return [t("campaigns.orders.between", { min: from, max: to })]
  if (from) return [t("campaigns.orders.from", { min: from })]
  return to ? [t("campaigns.orders.upTo", { max: to })] : []
}
