import { z } from "zod"
import type { ResolvedOptions } from "../../config/options"
import type { Query } from "../../modules/aplazame/reading"

const schema = z.object({
  id: z.string(),
  // Medusa keeps the way from the root to a category as ids between points.
  categories: z.array(z.object({ id: z.string(), mpath: z.string().nullish() }).nullable()).nullish(),
})

/**
 * How many of these products the options exclude, by themselves or by a category or one of its parents.
 * Without such options nothing is read.
 */
export async function countExcluded(query: Query, settings: Pick<ResolvedOptions, "excludedProducts" | "excludedCategories">, productIds: readonly string[]): Promise<number> {
  const { excludedProducts, excludedCategories } = settings
  const ids = [...new Set(productIds)]
  if (ids.length === 0) return 0
  const excluded = new Set(ids.filter((id) => excludedProducts.includes(id)))
  if (excludedCategories.length > 0) {
    const { data } = await query.graph({ entity: "product", fields: ["id", "categories.id", "categories.mpath"], filters: { id: ids } })
    for (const product of data.map((raw) => schema.parse(raw))) {
      const way = (product.categories ?? []).flatMap((category) => (category ? [category.id, ...(category.mpath ?? "").split(".")] : []))
      if (way.some((id) => excludedCategories.includes(id))) excluded.add(product.id)
    }
  }
  return excluded.size
}
