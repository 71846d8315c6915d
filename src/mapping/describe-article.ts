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

/** A product's page in the shop; the shop itself without a handle. @throws MappingError `url_invalid`. */
export function productUrl(storefrontUrl: string, handle: string | null): string {
  const shop = shopUrl(storefrontUrl)
  return handle === null ? shop : `${shop}products/${encodeURIComponent(handle)}`
}

/** A picture's absolute address, null without one. @throws MappingError `url_invalid` for the shop's own address. */
export function pictureUrl(storefrontUrl: string, thumbnail: string | null): string | null {
  return thumbnail === null ? null : absoluteUrl(thumbnail, shopUrl(storefrontUrl))
}

/** A text of at most the proven length. */
export function shorten(text: string): string {
  const letters = [...text]
  return letters.length <= DESCRIPTION_LENGTH ? text : `${letters.slice(0, DESCRIPTION_LENGTH - 1).join("")}…`
}

/** The product's name, with the variant's where that tells something. */
export function nameOf(product: string, variant: string | null): string {
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
  const url = productUrl(look.storefrontUrl, item.product_handle)
  const name = nameOf(item.product_title ?? item.title ?? wordsFor(look.language).article, item.variant_title)
  const category = item.product_type ?? item.product_collection
  return {
    id: articleId(item),
    name: bundleOf === null ? name : `${bundleOf} × ${name}`,
    url,
    image_url: pictureUrl(look.storefrontUrl, item.thumbnail) ?? url,
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
