import { useQuery, useQueryClient } from "@tanstack/react-query"
import { get, post } from "../lib/api"
import type { Overview } from "../lib/api-types"

const LOOK_AGAIN_MS = 1_500
/** A refresh that takes longer than this many looks has failed; its time is on the page. */
const MOST_LOOKS = 4

const keyOf = (orderId: string) => ["aplazame", "order", orderId] as const

/**
 * The overview of an order: one request, answered from the store's tables at once. While the store reads
 * Aplazame behind it, it is asked for again.
 */
export function useOverview(orderId: string, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: keyOf(orderId),
    queryFn: () => get<Overview>(`/orders/${encodeURIComponent(orderId)}`),
    refetchInterval: ({ state }) => (state.data?.refreshing && state.dataUpdateCount < MOST_LOOKS ? LOOK_AGAIN_MS : false),
  })
}

/** Shows an overview that an action answered with, before anything is asked again. */
export function useShow(orderId: string) {
  const client = useQueryClient()
  return (overview: Overview): Overview => client.setQueryData<Overview>(keyOf(orderId), overview) ?? overview
}

/** Reads the order at Aplazame now; the page keeps Aplazame's own figures until it is read again. */
export function useRefresh(orderId: string) {
  const client = useQueryClient()
  const show = useShow(orderId)
  return async (): Promise<Overview> => {
    const overview = await post<Overview>(`/orders/${encodeURIComponent(orderId)}/refresh`)
    client.setQueryData(["aplazame", "live", orderId], overview.live ?? null)
    return show(overview)
  }
}

/** What Aplazame answered to the last refresh on this page. */
export function useLive(orderId: string): Overview["live"] {
  const { data } = useQuery<Overview["live"] | null>({ queryKey: ["aplazame", "live", orderId], queryFn: () => null, enabled: false })
  return data ?? null
}
