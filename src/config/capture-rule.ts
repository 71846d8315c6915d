import type { ResolvedOptions } from "./options"

/** Goods that travel, or an order of digital goods alone. */
export type GoodsKind = "goods" | "digital"
export type CaptureMoment = "placed" | "fulfillment" | "shipment" | "manual"

/**
 * What makes the plugin capture an order of this kind by itself. A rule in one word is that of goods that travel: digital
 * goods have no parcel, and are captured when they are placed, unless everything is captured by hand.
 */
export function captureRule({ captureOn }: Pick<ResolvedOptions, "captureOn">, kind: GoodsKind): CaptureMoment {
  if (typeof captureOn !== "string") return captureOn[kind]
  if (kind === "goods" || captureOn === "manual") return captureOn
  return "placed"
}

/** Whether anything at all is captured at this moment. */
export const capturesOn = (settings: Pick<ResolvedOptions, "captureOn">, moment: CaptureMoment): boolean =>
  captureRule(settings, "goods") === moment || captureRule(settings, "digital") === moment
