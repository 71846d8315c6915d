import { LessThanOrEqual } from "typeorm"
import { now } from "../clock"
import { CallEntity } from "../database/entities"
import type { EmulatorDatabase } from "../database/open-database"
import type { CallRow } from "../database/rows"
import { findAnyOrder } from "../orders/find-order"

const KEPT_CALLS = 20_000

/** Writes one call of the merchant API. It is in the log before its answer leaves, so that a test that got the answer finds it. */
export async function logCall(db: EmulatorDatabase, call: Omit<CallRow, "seq" | "at" | "mid">): Promise<void> {
  await db.write(async (tx) => {
    const order = call.ref === null ? null : await findAnyOrder(tx, call.ref)
    const path = call.path.replace(/(access_token=)[^&]*/g, "$1***")
    // Both ids of the order are kept, so that a search by either finds the call.
    const done = await tx.insert(CallEntity, { ...call, path, at: now(), ref: order?.id ?? call.ref, mid: order?.mid ?? null })
    const seq: unknown = done.identifiers[0]?.seq
    if (typeof seq === "number" && seq % 1000 === 0) await tx.delete(CallEntity, { seq: LessThanOrEqual(seq - KEPT_CALLS) })
  })
}
