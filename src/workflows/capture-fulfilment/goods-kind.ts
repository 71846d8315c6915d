import { z } from "zod"
import type { CaptureMoment, GoodsKind } from "../../config/capture-rule"
import { captureRule, capturesOn } from "../../config/capture-rule"
import { first } from "../../modules/aplazame/reading"
import type { FlowContext } from "../flow-context"

/** The lines of an order, as far as they say whether something travels. */
export const linesSchema = z.array(z.object({ requires_shipping: z.boolean().nullish() }).nullable()).nullish()

/** An order is digital when nothing of it travels. */
export function kindOf(lines: z.output<typeof linesSchema>): GoodsKind {
  const known = (lines ?? []).flatMap((line) => line ?? [])
  return known.length > 0 && known.every((line) => line.requires_shipping === false) ? "digital" : "goods"
}

/** Whether this order is captured at this moment, by the store's options. Reads the order only where it matters. */
export async function isCapturedOn({ aplazame, query }: FlowContext, orderId: string, moment: CaptureMoment): Promise<boolean> {
  const { settings } = aplazame
  if (!capturesOn(settings, moment)) return false
  const raw = await first(query, "order", ["id", "items.requires_shipping"], { id: orderId })
  return raw !== null && captureRule(settings, kindOf(z.object({ items: linesSchema }).parse(raw).items)) === moment
}
