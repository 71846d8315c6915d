import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { get, post } from "../lib/api"
import type { Overview } from "../lib/api-types"
import { nextPoll, signatureOf } from "../lib/next-poll"

/** What Medusa's own page of an order is made of: its payments, totals, badges. */
const MEDUSA_KEYS = ["orders", "payment", "payment-collection"]
/** Medusa writes the state of the payment and of the order some moments after its capture or refund: it is asked again then. */
const MEDUSA_AGAIN_MS = [2_000, 6_000, 15_000]

const CREDITS = ["aplazame", "order"] as const
const keyOf = (orderId: string) => [...CREDITS, orderId] as const

/**
 * The overview of an order: one request, answered from the store's tables at once. It is asked for again while something
 * is under way, and a while after `page` changed; when it has changed, Medusa reads its own part of the page again.
 * @param page what Medusa's page shows of the order; another one means that somebody did something to it
 */
export function useOverview(orderId: string, enabled: boolean, page: string) {
  const client = useQueryClient()
  const polling = useRef({ seen: "", since: 0, expecting: false })
  const found = useQuery({
    enabled,
    queryKey: keyOf(orderId),
    queryFn: () => get<Overview>(`/orders/${encodeURIComponent(orderId)}`),
    refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) => {
      if (!data) return false
      const answers = dataUpdateCount + errorUpdateCount
      const seen = signatureOf(data)
      if (seen !== polling.current.seen) Object.assign(polling.current, { seen, since: answers })
      return nextPoll(data, answers - polling.current.since, polling.current.expecting)
    },
  })

  const { refetch } = found
  const pageBefore = useRef(page)
  useEffect(() => {
    if (pageBefore.current === page) return
    pageBefore.current = page
    Object.assign(polling.current, { seen: "", expecting: true })
    if (enabled) void refetch()
  }, [page, enabled, refetch])

  const shown = found.data && signatureOf(found.data)
  const shownBefore = useRef(shown)
  useEffect(() => {
    const before = shownBefore.current
    shownBefore.current = shown
    if (before === undefined || shown === before) return
    const readAgain = (): void => {
      // What moves one credit of an order can change what the others may be asked.
      void client.invalidateQueries({ queryKey: CREDITS, predicate: ({ queryKey }) => queryKey[2] !== orderId })
      for (const key of MEDUSA_KEYS) void client.invalidateQueries({ queryKey: [key] })
    }
    readAgain()
    const timers = MEDUSA_AGAIN_MS.map((pause) => setTimeout(readAgain, pause))
    return () => timers.forEach(clearTimeout)
  }, [shown, client, orderId])
  return found
}

/** Shows an overview that an action answered with, before anything is asked again. */
export function useShow(orderId: string) {
  const client = useQueryClient()
  return (overview: Overview): Overview => client.setQueryData<Overview>(keyOf(orderId), overview) ?? overview
}

type Seen = { live: Overview["live"]; version: string | null }

const liveKeyOf = (orderId: string) => ["aplazame", "live", orderId] as const

/** Reads the order at Aplazame now; the page keeps Aplazame's own figures beside those that they were read with. */
export function useRefresh(orderId: string) {
  const client = useQueryClient()
  const show = useShow(orderId)
  return async (): Promise<Overview> => {
    const overview = await post<Overview>(`/orders/${encodeURIComponent(orderId)}/refresh`)
    client.setQueryData<Seen>(liveKeyOf(orderId), { live: overview.live, version: overview.version })
    return show(overview)
  }
}

/** What Aplazame answered to the last refresh on this page; nothing once our figures are others than then. */
export function useLive(orderId: string, version: string | null | undefined): Overview["live"] {
  const { data } = useQuery<Seen | null>({ queryKey: liveKeyOf(orderId), queryFn: () => null, enabled: false })
  return data && data.version === version ? data.live : null
}
