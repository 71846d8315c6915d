import { first, type Query } from "./query"

/** True when the order's ledger in Medusa has the transaction of a capture or refund. */
export async function transactionExists(query: Query, reference: "capture" | "refund", referenceId: string): Promise<boolean> {
  return (await first(query, "order_transaction", ["id"], { reference, reference_id: referenceId })) !== null
}
