import { parseStoredOrderView, STORED_ORDER_FIELDS, storedOrdersToHistory, type StoredOrder } from "../../mapping"
import type { FlowContext } from "../flow-context"
import { OUR_MODULE } from "../our-module"
import { pastOrdersOf } from "../past-orders"

/** The past orders of the shopper behind one of our orders at Aplazame; null when `mid` is none of ours. */
export async function historyBehind(flow: FlowContext, mid: string): Promise<StoredOrder[] | null> {
  const { orders, settings } = flow.aplazame
  const row = await orders.byMid(mid)
  if (!row) return null
  const past = await pastOrdersOf(flow, row, STORED_ORDER_FIELDS)
  return storedOrdersToHistory(past.map(parseStoredOrderView), settings.historyLimit, {
    storefrontUrl: settings.storefrontUrl,
    language: row.language ?? settings.language,
    module: OUR_MODULE,
  })
}
