import { subCents, sumCents, type Cents } from "../aplazame/cents"
import type { Product } from "./credit"

/** A capture as Aplazame shows it; `created` is its moment in milliseconds. */
type ShownCapture = { readonly id: string; readonly amount: Cents; readonly remaining: Cents; readonly created: number }

/** The captures of a credit and what is left to capture. Only pay later has any. */
export type ShownCaptures = { readonly list: readonly ShownCapture[]; readonly left: Cents }

/**
 * What Aplazame shows of a confirmed credit, read just now. A figure that was not read, or that Aplazame refuses for this
 * credit, is null. Hundredths.
 */
export type Shown = {
  /** The whole credit was cancelled at Aplazame, or given back in full. */
  readonly ended: boolean
  readonly captures: ShownCaptures | null
  /** The sum of its voids. */
  readonly voided: Cents | null
  /** What `/refund` can still give back: total less voids and refunds; it has no meaning for pay later. */
  readonly refundable: Cents | null
}

/** Aplazame does not say which product the shopper chose; only pay later has captures, or something to capture. */
export const isPayLater = (captures: ShownCaptures): boolean => captures.list.length > 0 || captures.left > 0

/** The product as far as it is known: what is stored, or what captures prove. */
export const isKnownPayLater = (product: Product | null, captures: ShownCaptures): boolean => product === "pay_later" || isPayLater(captures)

export const capturedAtAplazame = ({ list }: ShownCaptures): Cents => sumCents(list.map((one) => one.amount))
export const refundedAtAplazame = ({ list }: ShownCaptures): Cents => sumCents(list.map((one) => subCents(one.amount, one.remaining)))
