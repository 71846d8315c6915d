/** A page as every list of Aplazame's gives it: `after` is the number of the next one. */
type Page<T> = { results: T[]; cursor: { after: number | null } }

/** A page with the way to say what is wrong with it. */
export type FetchedPage<P> = { page: P; fail: (why: string) => Error }

/**
 * Everything from a page on. Holds one page at a time and asks for the next only when it is needed.
 *
 * @throws AplazameUnreadableError when the cursor does not move forward, which would never end.
 */
export async function* walkPages<T>(from: number, fetchPage: (number: number) => Promise<FetchedPage<Page<T>>>): AsyncGenerator<T> {
  let number = from
  for (;;) {
    const { page, fail } = await fetchPage(number)
    yield* page.results
    const next = page.cursor.after
    if (next === null) return
    if (next <= number) throw fail("the cursor does not move forward")
    number = next
  }
}
