import type { Language, ProductType } from "../result"
import { priceText } from "../texts"
import { priceOf, shownPrice, type ShopProduct, type ShopVariant } from "./shop-types"

type Words = {
  /** What the shopper can choose between, in the payment option. */
  ways: Record<ProductType, string>
  /** Joins the last two ways. */
  or: string
  /** Begins the sentence of the ways. */
  pay: string
  /** Before the price that a widget is of, while no variant is chosen. */
  lowest: string
}

const WORDS: Record<Language, Words> = {
  es: {
    ways: { instalments: "a plazos", pay_in_4: "en 4 pagos", pay_later: "en 15 días" },
    or: " o ",
    pay: "Paga ",
    lowest: "Calculado con el precio más bajo: ",
  },
  en: {
    ways: { instalments: "in instalments", pay_in_4: "in 4 payments", pay_later: "in 15 days" },
    or: " or ",
    pay: "Pay ",
    lowest: "For the lowest price: ",
  },
  pt: {
    ways: { instalments: "em prestações", pay_in_4: "em 4 pagamentos", pay_later: "em 15 dias" },
    or: " ou ",
    pay: "Pague ",
    lowest: "Calculado com o preço mais baixo: ",
  },
}

/** "Pay in instalments, in 4 payments or in 15 days": the ways that Aplazame did not say no to; "" when there is none. */
export function waysSentence(products: Partial<Record<ProductType, boolean | null>>, language: Language): string {
  const { ways, or, pay } = WORDS[language]
  const open = (["instalments", "pay_in_4", "pay_later"] as const).filter((one) => one in products && products[one] !== false).map((one) => ways[one])
  if (open.length === 0) return ""
  const last = open.pop() as string
  return `${pay}${open.length ? `${open.join(", ")}${or}` : ""}${last}.`
}

/** Of which price a widget is while no variant of a product is chosen; "" where one is, and where all cost the same. */
export function lowestSentence(product: ShopProduct, variant: ShopVariant | null | undefined, language: Language): string {
  const price = shownPrice(product, variant)
  const same = !price || (product.variants ?? []).every((one) => (priceOf(one)?.amount ?? price.amount) === price.amount)
  if (variant || same) return ""
  return WORDS[language].lowest + priceText(price.amount, price.currency, language)
}
