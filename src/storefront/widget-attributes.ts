import type { ProductType } from "./result"

/** How a widget may look; which version reads what is in the plugin's docs. Colours and texts go to Aplazame as they are. */
export type WidgetLook = {
  /** Preselected number of instalments. */
  defaultInstalments?: number
  legalAdvice?: boolean
  /** With Aplazame's placeholders, such as `{num_instalments}`. */
  legalText?: string
  downpaymentInfo?: boolean
  /** What is shown for an amount that Aplazame does not finance. */
  outOfLimits?: "show" | "hide"
  /** v4, v5, pay later. */
  align?: "left" | "center" | "right"
  /** v4. */
  primaryColor?: string
  layout?: "horizontal" | "vertical"
  borderProduct?: boolean
  maxAmountDesired?: number
  /** v5. */
  slider?: boolean
  /** v4, v5: national id of a shopper with pre-approved credit. It is personal data: it will stand in the page. */
  customerId?: string
  /** v3. */
  textColor?: string
  buttonTextColor?: string
  buttonBackground?: string
  branding?: boolean
  titleSmart?: string
  titleDefault?: string
  titleZeroInterest?: string
  customStyles?: boolean
  disableModal?: boolean
  moreInfoUrl?: string
  hideMoreInfoOnMobile?: boolean
}

export type WidgetOptions = WidgetLook & {
  /** What the widget is about; instalments unless told. */
  product?: ProductType
  /** Version of the instalments widget. */
  version?: 3 | 4 | 5
  /** Hundredths. Or give `price`. */
  amount?: number
  /** CSS selectors of the page's own price and quantity, which the widget follows. */
  price?: string
  quantity?: string
  currency?: string
  country?: string
  /** `product` (a product page) or `cart`. */
  view?: "product" | "cart"
  /** v3: text, button, select, big-button; v4, v5: product, cart (from `view` unless told); pay later: text, button, link. */
  type?: string
  /** The article of a campaign; for a cart `id: price*quantity, id: price`. */
  articleId?: string
}

const yesNo = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : String(value))

/**
 * The data attributes of an element that aplazame.js turns into a widget. docs: Aplazame, "widgets", and the source of aplazame.js.
 * Only what was given is written; Aplazame's defaults hold for the rest.
 */
export function widgetAttributes(options: WidgetOptions): Record<string, string> {
  const { product = "instalments", version = 5 } = options
  const later = product === "pay_later"
  const wanted: Record<string, string | undefined> = {
    "data-aplazame-widget-instalments": later ? undefined : version === 3 ? "" : `v${version}`,
    "data-aplazame-widget-paylater": later ? "" : undefined,
    "data-pay-in-4": product === "pay_in_4" ? "" : undefined,
    "data-amount": options.amount?.toString(),
    "data-price": options.price,
    "data-qty": options.quantity,
    "data-currency": (options.currency ?? "EUR").toUpperCase(),
    "data-country": (options.country ?? "ES").toUpperCase(),
    "data-view": version === 3 && !later ? options.view : undefined,
    // Documented for v4; Aplazame's own plugins set it on v5 too.
    "data-type": options.type ?? (version !== 3 && !later ? (options.view ?? "product") : undefined),
    "data-article-id": options.articleId,
    "data-option-default-instalments": options.defaultInstalments?.toString(),
    "data-option-legal-advice": yesNo(options.legalAdvice),
    "data-option-legal-text": options.legalText,
    "data-option-downpayment-info": yesNo(options.downpaymentInfo),
    "data-option-out-of-limits": options.outOfLimits,
    "data-option-align": options.align,
    "data-option-primary-color": options.primaryColor,
    "data-option-layout": options.layout,
    "data-option-border-product": yesNo(options.borderProduct),
    "data-option-max-amount-desired": options.maxAmountDesired?.toString(),
    "data-option-slider": yesNo(options.slider),
    "data-option-customer-id": options.customerId,
    "data-option-text-color": options.textColor,
    "data-option-btn-text-color": options.buttonTextColor,
    "data-option-btn-bg-color": options.buttonBackground,
    "data-option-branding": yesNo(options.branding),
    "data-option-title-smart": options.titleSmart,
    "data-option-title-default": options.titleDefault,
    "data-option-title-zero-interest": options.titleZeroInterest,
    "data-option-custom-styles": yesNo(options.customStyles),
    "data-option-disable-modal": yesNo(options.disableModal),
    "data-option-url-more-info": options.moreInfoUrl,
    "data-option-url-more-info-hide-mobile": yesNo(options.hideMoreInfoOnMobile),
  }
  return Object.fromEntries(Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
