import { z } from "zod"
import { checkPayload } from "../http/check-payload"
import { pathPart } from "../http/path"
import type { Transport } from "../http/transport"
import { historyEntrySchema, type HistoryEntry } from "../payloads/history-entry"

/** `POST /orders/:id/history`: the shopper's past orders. A confirmed order answers 403. */
export async function pushHistory(transport: Transport, ref: string, entries: readonly HistoryEntry[]): Promise<void> {
  const operation = "POST /orders/:id/history"
  checkPayload(operation, z.array(historyEntrySchema), entries)
  await transport.send({ method: "POST", path: `/orders/${pathPart(operation, "ref", ref)}/history`, operation, version: 1, body: entries, aside: true })
}
