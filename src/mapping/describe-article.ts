/** The words and addresses of an article; its figures are in order-lines.ts. */
import type { Article } from "../aplazame/payloads"
import { MappingError } from "./mapping-error"
import type { LineItemView } from "./medusa-view"
import { MOST_LETTERS, MOST_LETTERS_OF_URL, toPlainText, toText } from "./text"
import { decimalInWords, wordsFor } from "./words"

/** How articles are presented: the shop's address for their links, and the language of our own words. */
export type Presentation = {
  readonly storefrontUrl: string
  readonly language?: string | null | undefined
  /** Only a part of an order is charged: one line in place of all. */
  readonly part?: Part | null | undefined
}

/** What a part of an order is called: the order's number, and what is in the order. */
export type Part = { readonly number: string; readonly goods: string }

export const partOf = ({ display_id, items }: { readonly display_id?: number | null; readonly items: readonly Pick<LineItemView, "product_title" | "title">[] }): Part => ({
  number: String(display_id ?? ""),
  goods: [...new Set(items.flatMap(({ product_title, title }) => toText(product_title) ?? toText(title) ?? []))].join(", "),
})

/** What an article says besides its id and its figures. */
export type ArticleText = Pick<Article, "name" | "url" | "image_url" | "description" | "category" | "sku">

/** An absolute address of the web; null for any other, and for one that is too long. */
export function webAddress(text: string, base?: string): string | null {
  try {
    const url = new URL(text, base)
    const web = url.protocol === "https:" || url.protocol === "http:"
    // Cut, an address would lead somewhere else or nowhere.
    return web && url.href.length <= MOST_LETTERS_OF_URL ? url.href : null
  } catch {
    return null
  }
}

/** The shop's address with a trailing slash. @throws MappingError `url_invalid`. */
function shopUrl(storefrontUrl: string): string {
  const url = webAddress(storefrontUrl)
  if (url === null) throw new MappingError("url_invalid", "storefrontUrl", "The storefront's URL is not absolute http(s)")
  return url.endsWith("/") ? url : `${url}/`
}

/** A product's page in the shop; the shop itself without a handle, or with one too long for an address. @throws MappingError `url_invalid`. */
export function productUrl(storefrontUrl: string, handle: string | null): string {
  const shop = shopUrl(storefrontUrl)
  if (handle === null) return shop
  // Half of a surrogate pair can't be encoded.
  return webAddress(`${shop}products/${encodeURIComponent(handle.replace(/\p{Cs}/gu, ""))}`) ?? shop
}

/** A picture's absolute address, null without one. @throws MappingError `url_invalid` for the shop's own address. */
export function pictureUrl(storefrontUrl: string, thumbnail: string | null): string | null {
  return thumbnail === null ? null : webAddress(thumbnail, shopUrl(storefrontUrl))
}

/** Letters of a name that a variant's may take; the product's own gets the rest. */
const MOST_OF_VARIANT = 100

/** The product's name, with the variant's where that tells something, of at most `most` letters. */
export function articleName(product: string, variant: string | null, most = MOST_LETTERS): string {
  const size = toText(variant, MOST_OF_VARIANT)
  // Medusa calls the only variant of a product so; the shopper has never seen the word.
  const telling = size !== null && size !== "Default variant" && size !== product
  // The variant tells two lines of one long title apart, so that the title is what is cut.
  const addition = telling ? ` (${size})` : ""
  return `${toText(product, most - [...addition].length) ?? ""}${addition}`
}

/**
 * Text of a line's article. Without a picture the link stands in, because the field is required.
 *
 * @param bundleOf how many pieces are sold as one, shown in the name as the language writes it ("1,5 × Tela").
 * @throws MappingError `url_invalid` when the shop's own address is not absolute.
 */
export function describeItem(item: LineItemView, look: Presentation, bundleOf: string | null): ArticleText {
  const url = productUrl(look.storefrontUrl, item.product_handle)
  const bundle = bundleOf === null ? "" : `${decimalInWords(bundleOf, look.language)} × `
  const title = toText(item.product_title) ?? toText(item.title) ?? wordsFor(look.language).article
  const description = toPlainText(item.product_description)
  const category = toText(item.product_type) ?? toText(item.product_collection)
  const sku = toText(item.variant_sku)
  return {
    name: `${bundle}${articleName(title, item.variant_title, MOST_LETTERS - bundle.length)}`,
    url,
    image_url: pictureUrl(look.storefrontUrl, item.thumbnail) ?? url,
    ...(description === null ? {} : { description }),
    ...(category === null ? {} : { category }),
    ...(sku === null ? {} : { sku }),
  }
}

/** Text of the adjustment article, or of the line that stands for a part of an order. @throws MappingError `url_invalid`. */
export function describeAdjustment(look: Presentation): ArticleText {
  const url = shopUrl(look.storefrontUrl)
  const { adjustment, difference } = wordsFor(look.language)
  const { part } = look
  if (!part) return { name: adjustment, url, image_url: url }
  const description = toPlainText(part.goods)
  return { name: difference.replace("{number}", part.number), url, image_url: url, ...(description === null ? {} : { description }) }
}
