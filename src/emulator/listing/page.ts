import { notFound } from "../http/problems"

/** A page of any list (docs: Aplazame API, list). `after` is null on the last page, and official plugins loop on it. */
export interface PageShape {
  cursor: { after: number | null; before: number | null }
  paging: { count: number; next: string | null; previous: string | null }
  results: unknown[]
}

export interface PageRequest { query: URLSearchParams; origin: string; path: string }

/** The page number asked for; 404 for what is not a whole number above zero. */
export function readPage(query: URLSearchParams): number {
  const text = query.get("page") ?? "1"
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound("page", text)
  return Number(text)
}

/** Throws 404 for a page after the last one; the first page of an empty list exists. */
export function assertPageExists(page: number, count: number, size: number): void {
  if (page > Math.max(1, Math.ceil(count / size))) throw notFound("page", String(page))
}

/** Wraps the results; the links keep the rest of the query. */
export function pageShape(request: PageRequest, page: number, count: number, size: number, results: unknown[]): PageShape {
  const after = page * size < count ? page + 1 : null
  const before = page > 1 ? page - 1 : null
  return {
    cursor: { after, before },
    paging: { count, next: link(request, after), previous: link(request, before) },
    results,
  }
}

function link({ query, origin, path }: PageRequest, page: number | null): string | null {
  if (page === null) return null
  const kept = new URLSearchParams(query)
  kept.set("page", String(page))
  return `${origin}${path}?${kept.toString()}`
}
