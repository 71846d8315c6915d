import type { DataTableFilteringState } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { get } from "./api"
import type { Counted } from "./api-types"
import { useUrlState } from "./use-url-state"

/** One of our own lists: `names` are its filters, which stand in the address as the route takes them. `unless` asks for more where a filter has not that value. */
export function useCountedList<Answer extends Counted>(path: string, names: readonly string[], unless?: { filter: string; is: string; ask: string }) {
  const { params, set } = useUrlState()
  const asked = (wanted: readonly string[]) => wanted.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : []))
  const query = [new URLSearchParams(asked([...names, "offset"])).toString(), unless && params.get(unless.filter) !== unless.is ? unless.ask : ""].filter(Boolean).join("&")
  const reading = useQuery({ queryKey: ["aplazame", path, query], queryFn: () => get<Answer>(`/${path}?${query}`), placeholderData: keepPreviousData })
  const { count = 0, count_capped: capped = false, limit: size = 20, offset = 0 } = reading.data ?? {}
  return {
    reading,
    data: reading.data,
    filtering: {
      state: Object.fromEntries(asked(names)) as DataTableFilteringState,
      set: (state: DataTableFilteringState) => set(Object.fromEntries(names.map((name) => [name, (state[name] as string | undefined) ?? null]))),
    },
    pages: { index: Math.floor(offset / size), size, count, capped, go: (index: number) => set({ offset: index ? String(index * size) : null }) },
  }
}
