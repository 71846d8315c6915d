import { useQuery } from "@tanstack/react-query"
import { get } from "./api"
import type { Counted } from "./api-types"

const POLL_EVERY_MS = 300_000

/** How many problems are open, as a person reads it; null while there are none or it is not known. */
export function useOpenProblems(): string | null {
  const { data } = useQuery({ queryKey: ["aplazame", "problems", "count"], queryFn: () => get<Counted>("/problems?limit=1"), refetchInterval: POLL_EVERY_MS })
  return data?.count ? `${data.count}${data.count_capped ? "+" : ""}` : null
}
