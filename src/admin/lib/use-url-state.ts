import { useSearchParams } from "react-router-dom"

const PAGES = ["offset", "page"]

/**
 * A page's state in its address, so that it can be shared and survives a reload. An empty value takes the
 * parameter out; whatever changes, the list begins at its first page unless the change is the page itself.
 */
export function useUrlState() {
  const [params, setParams] = useSearchParams()
  const set = (changes: Record<string, string | null>): void => {
    setParams((before) => {
      const after = new URLSearchParams(before)
      for (const [name, value] of [...PAGES.map((page) => [page, null] as const), ...Object.entries(changes)]) {
        if (value) after.set(name, value)
        else after.delete(name)
      }
      return after
    })
  }
  return { params, set, replace: (all: URLSearchParams) => setParams(all) }
}
