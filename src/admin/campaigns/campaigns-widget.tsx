import { Container, Heading, Text } from "@medusajs/ui"
import { Failed, Loading } from "../components/states"
import { useWords } from "../lib/words"
import { CampaignRow } from "./campaign-row"
import { useCampaigns, useTag } from "./use-campaigns"

/** The financing campaigns that are running or planned, each with a switch for this product. */
export function CampaignsWidget({ productId }: { productId: string }) {
  const { t } = useWords()
  const { data, error, isPending, refetch } = useCampaigns(productId)
  const { tag, request } = useTag(productId)
  return (
    <Container className="divide-y p-0" role="region" aria-label={t("campaigns.title")}>
      <div className="px-6 py-4">
        <Heading level="h2">{t("campaigns.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("campaigns.hint")}
        </Text>
      </div>
      {isPending && <Loading rows={2} />}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("campaigns.empty")}
        </Text>
      )}
      {data && data.length > 0 && (
        <ul className="divide-y">
          {data.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} request={request} tag={tag} />
          ))}
        </ul>
      )}
    </Container>
  )
}
