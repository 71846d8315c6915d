/** A Medusa product as articles of Aplazame's campaigns and of its article list. */
import type { CampaignArticle } from "../aplazame/payloads"
import { articleId } from "./article-ids"
import { articleName, pictureUrl, productUrl, type Presentation } from "./describe-article"
import type { ProductView } from "./medusa-view"
import { toPlainText, toText } from "./text"
import { wordsFor } from "./words"

/**
 * The ids by which checkouts name a product: one for each variant, because a line's article is its variant. A
 * product without variants, which nobody can buy yet, goes by its own.
 */
export function articleIdsOf(product: Pick<ProductView, "id"> & { variants: readonly { id: string }[] }): string[] {
  const lines = product.variants.length > 0 ? product.variants.map((variant) => variant.id) : [null]
  return lines.map((variant_id) => articleId({ product_id: product.id, variant_id }))
}

/**
 * The articles of a product, named, linked and cut as checkouts name, link and cut them. Unlike there, no link
 * stands in for a missing picture, which is optional here.
 *
 * docs: Aplazame API, campaigns, "articles".
 *
 * @throws MappingError `url_invalid` when the shop's own address is not absolute.
 */
export function productToArticles(product: ProductView, look: Presentation): CampaignArticle[] {
  const title = toText(product.title) ?? wordsFor(look.language).article
  const description = toPlainText(product.description)
  const url = productUrl(look.storefrontUrl, product.handle)
  return articleIdsOf(product).map((id, position) => {
    const variant = product.variants[position] ?? null
    const picture = pictureUrl(look.storefrontUrl, variant?.thumbnail ?? product.thumbnail)
    return {
      id,
      name: articleName(title, variant?.title ?? null),
      url,
      ...(description === null ? {} : { description }),
      ...(picture === null ? {} : { image_url: picture }),
    }
  })
}
