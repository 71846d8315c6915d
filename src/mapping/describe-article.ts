/** The words and addresses of an article; its figures are in order-lines.ts. */
import type { Article } from "../aplazame/payloads"
import { articleId } from "./exact-line"
import { MappingError } from "./mapping-error"
import type { LineItemView } from "./medusa-view"
import { wordsFor } from "./words"

/** How articles are presented: the shop's address for their links, and the language of our own words. */
export type Presentation = {
  readonly storefrontUrl: string
  readonly language?: string | null | undefined
}

/** What an article says besides figures. */
export type ArticleText = Pick<Article, "id" | "name" | "url" | "image_url" | "description" | "category" | "sku">

/** PrestaShop's and Magento's plugins cut here; a longer text has not been proven. docs: Aplazame plugins. */
const DESCRIPTION_LENGTH = 255

/** Id of the article that takes up what no line can. */
export const ADJUSTMENT_ID = "adjustment"

function absoluteUrl(text: string, base?: string): string | null {
  try {
    const url = new URL(text, base)
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null
  } catch {
    return null
  }
}

/** The shop's address with a trailing slash. @throws MappingError `url_invalid`. */
function shopUrl(storefrontUrl: string): string {
  const url = absoluteUrl(storefrontUrl)
  if (url === null) throw new MappingError("url_invalid", "storefrontUrl", "The storefront's URL is not absolute http(s)")
  return url.endsWith("/") ? url : `${url}/`
}

function shorten(text: string): string {
  const letters = [...text]
  return letters.length <= DESCRIPTION_LENGTH ? text : `${letters.slice(0, DESCRIPTION_LENGTH - 1).join("")}…`
}

function nameOf(item: LineItemView, fallback: string): string {
  const product = item.product_title ?? item.title ?? fallback
  const variant = item.variant_title
  // Medusa calls the only variant of a product so; the shopper has never seen the word.
  const telling = variant !== null && variant !== "Default variant" && variant !== product
  return telling ? `${product} (${variant})` : product
}

/**
 * Text of a line's article. Without a picture the link stands in, because the field is required.
 *
 * @param bundleOf how many pieces are sold as one, shown in the name ("3 × Shirt").
 * @throws MappingError `url_invalid` when the shop's own address is not absolute.
 */
export function describeItem(item: LineItemView, look: Presentation, bundleOf: string | null): ArticleText {
  const shop = shopUrl(look.storefrontUrl)
  const url = item.product_handle === null ? shop : `${shop}products/${encodeURIComponent(item.product_handle)}`
  const name = nameOf(item, wordsFor(look.language).article)
  const category = item.product_type ?? item.product_collection
  return {
    id: articleId(item),
    name: bundleOf === null ? name : `${bundleOf} × ${name}`,
    url,
    image_url: (item.thumbnail === null ? null : absoluteUrl(item.thumbnail, shop)) ?? url,
    ...(item.product_description === null ? {} : { description: shorten(item.product_description) }),
    ...(category === null ? {} : { category }),
    ...(item.variant_sku === null ? {} : { sku: item.variant_sku }),
  }
}

/** Text of the adjustment article. @throws MappingError `url_invalid`. */
export function describeAdjustment(look: Presentation): ArticleText {
  const url = shopUrl(look.storefrontUrl)
  return { id: ADJUSTMENT_ID, name: wordsFor(look.language).adjustment, url, image_url: url }
}
