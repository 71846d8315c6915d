import { z } from "@medusajs/framework/zod"
import { OPERATION_KINDS, OPERATION_STATES } from "../../../../credit"
import { paging } from "../shared/validation"

/** `GET /admin/aplazame/operations`: the ledger, newest first. `needless=hide` leaves out what turned out not to be needed, so that nothing was sent. */
export const operationsQuery = z
  .object({ state: z.enum(OPERATION_STATES).optional(), kind: z.enum(OPERATION_KINDS).optional(), needless: z.enum(["show", "hide"]).default("show"), ...paging })
  .strict()
export type OperationsQuery = z.infer<typeof operationsQuery>
