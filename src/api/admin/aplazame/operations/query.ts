import { z } from "@medusajs/framework/zod"
import { OPERATION_KINDS, OPERATION_STATES } from "../../../../credit"
import { paging } from "../shared/validation"

/** `GET /admin/aplazame/operations`: the ledger, newest first. */
export const operationsQuery = z.object({ state: z.enum(OPERATION_STATES).optional(), kind: z.enum(OPERATION_KINDS).optional(), ...paging }).strict()
export type OperationsQuery = z.infer<typeof operationsQuery>
