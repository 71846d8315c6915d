import { toast } from "@medusajs/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { del, get, post } from "../lib/api"
import type { ProductCampaign } from "../lib/api-types"
import { useWords } from "../lib/words"

const keyOf = (productId: string) => ["aplazame", "campaigns", productId] as const

/** The campaigns as this product sees them, read at Aplazame. */
export function useCampaigns(productId: string) {
  return useQuery({
    queryKey: keyOf(productId),
    queryFn: async () => (await get<{ campaigns: ProductCampaign[] }>(`/campaigns?product_id=${encodeURIComponent(productId)}`)).campaigns,
    // The store has tried several times by itself.
    retry: false,
  })
}

/** A request to have the product in a campaign or out of it. */
export type TagRequest = { campaign: ProductCampaign; into: boolean }

/**
 * Puts the product into a campaign or takes it out, and then reads the list again, whatever came of it: after a
 * broken connection nobody knows.
 */
export function useTag(productId: string) {
  const { t, errorText } = useWords()
  const client = useQueryClient()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ campaign, into }: TagRequest) => {
      const products = `/campaigns/${encodeURIComponent(campaign.id)}/products`
      return into ? post(products, { product_ids: [productId] }) : del(`${products}/${encodeURIComponent(productId)}`)
    },
    onSuccess: (_answer, { campaign, into }) => void toast.success(t(into ? "campaigns.added" : "campaigns.removed"), { description: campaign.name }),
    onError: (error) => void toast.error(t("campaigns.title"), { description: errorText(error), duration: 10_000 }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(productId) }),
  })
  return { tag: (request: TagRequest) => (isPending ? undefined : mutate(request)), request: isPending ? variables : null }
}
