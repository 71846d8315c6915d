import { z } from "zod"

const pageNumber = z
  .int()
  .min(1)
  .nullish()
  .transform((value) => value ?? null)

const pageUrl = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

/**
 * One page of a list. `cursor.after` is the number of the next page, null on the last one.
 * docs: Aplazame API, orders, "list" (its table swaps the descriptions of after and before; its example does not).
 */
export type Page<Row> = {
  cursor: { after: number | null; before: number | null }
  paging: { count: number; next: string | null; previous: string | null }
  results: Row[]
}

/** See {@link Page}. */
export function pageSchema<Row>(result: z.ZodType<Row>): z.ZodType<Page<Row>> {
  return z.object({
    cursor: z.object({ after: pageNumber, before: pageNumber }),
    paging: z.object({ count: z.int().min(0), next: pageUrl, previous: pageUrl }),
    results: z.array(result),
  })
}
