import { createHook, createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { z } from "zod"
import type { Cents } from "../../aplazame"
import { toText } from "../../mapping"
import type { AplazameOrderRow } from "../../modules/aplazame/rows"
import { problemOfCredit } from "../../modules/aplazame/stores"
import type { FlowContext } from "../flow-context"
import { StoreHookError } from "../store-hook"
import { ko, type Decision } from "./decision"

/**
 * The state of a credit when a hook of its sale runs: Aplazame checks the shopper's identity, waits for the store's answer, or
 * has the store's answer already.
 */
export type SaleStatus = "challenge" | "approved" | "confirmed"

/** The input of `validate`. A rule that needs more reads it by these ids; nothing here is personal. */
export type SaleHookInput = {
  /** Our id of the credit, which is its `mid` at Aplazame. */
  credit_id: string
  /** Aplazame's own id. */
  aplazame_id: string | null
  /** The cart that is sold; null where an order without one is paid. */
  cart_id: string | null
  /** The order that is paid, or that has waited for this credit since an identity check; null while the cart is none. */
  order_id: string | null
  /** The signed-in customer who began the checkout; null for a guest. */
  customer_id: string | null
  status: SaleStatus
  /** What the credit pays, in hundredths. */
  total_amount: Cents
  currency_code: string
}

/** The input of `orderPlaced`. */
export type OrderPlacedHookInput = { order_id: string; credit_id: string; cart_id: string | null; status: SaleStatus }

/*
 * The hooks have workflows of their own: a sale is accepted under the cart's lock, which a step of a workflow can't hold
 * for another, and from a final state that a job reads as well as from a notification. All of them run it from here.
 */
const validateWorkflow = createWorkflow("aplazame-settle-notification-validate", (input: WorkflowData<SaleHookInput>) => {
  const validate = createHook<"validate", SaleHookInput, unknown>("validate", input)
  return new WorkflowResponse(input, { hooks: [validate] })
})

const orderPlacedWorkflow = createWorkflow("aplazame-settle-notification-order-placed", (input: WorkflowData<OrderPlacedHookInput>) => {
  const orderPlaced = createHook<"orderPlaced", OrderPlacedHookInput, unknown>("orderPlaced", input)
  return new WorkflowResponse(input, { hooks: [orderPlaced] })
})

/** How a store registers its handlers. */
export const hooks = { ...validateWorkflow.hooks, ...orderPlacedWorkflow.hooks }

const statusOf = ({ state }: AplazameOrderRow): SaleStatus => (state === "challenge" || state === "confirmed" ? state : "approved")

/** Only this error refuses the sale. Any other may be a bug or temporary, and must not lose the sale. */
const refusal = z.object({ type: z.literal("not_allowed"), message: z.string(), code: z.string().regex(/^[a-z0-9_]{1,60}$/).optional().catch(undefined) })

/**
 * Runs the store's hook `validate` for a sale that everything else allows; null when it accepts. A refusal opens a problem with
 * the store's code and sentence.
 * @throws StoreHookError when the handler fails otherwise
 */
export async function runValidateHook(flow: FlowContext, row: AplazameOrderRow): Promise<Decision | null> {
  const { id, aplazame_id, cart_id, for_order_id, customer_id, total_amount, currency_code } = row
  const input = { credit_id: id, aplazame_id, cart_id, order_id: row.order_id ?? for_order_id, customer_id, status: statusOf(row), total_amount, currency_code }
  const { errors } = await validateWorkflow(flow.container).run({ input, throwOnError: false })
  const [failed] = errors
  if (!failed) return null
  const said = refusal.safeParse(failed.error).data
  if (!said) throw new StoreHookError("validate", failed.error)
  // A row takes no half of a letter.
  const sentence = toText(said.message) ?? ""
  flow.logger.info(`aplazame: ${id}: refused by hook validate: ${sentence}`)
  // A confirmed credit has another problem: it is alive.
  if (row.state !== "confirmed") {
    const figures = { total: total_amount, ko_reason: "store_refused", store_code: said.code ?? null, store_says: sentence }
    await flow.aplazame.problems.open({ ...problemOfCredit(row, "sale_not_possible", figures), once: true })
  }
  return ko("store_refused")
}

/**
 * Runs the store's hook `orderPlaced` for an order that stands.
 * @throws StoreHookError
 */
export async function runOrderPlacedHook(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  const input = { order_id: orderId, credit_id: row.id, cart_id: row.cart_id, status: statusOf(row) }
  const { errors } = await orderPlacedWorkflow(flow.container).run({ input, throwOnError: false })
  const [failed] = errors
  if (failed) throw new StoreHookError("orderPlaced", failed.error)
}

/** As {@link runOrderPlacedHook}, where a failure of the hook must not change the answer to Aplazame. */
export async function tryOrderPlacedHook(flow: FlowContext, row: AplazameOrderRow, orderId: string): Promise<void> {
  try {
    await runOrderPlacedHook(flow, row, orderId)
  } catch (error) {
    flow.logger.error(`aplazame: ${row.id}: ${error instanceof Error ? error.message : "hook orderPlaced failed"}`)
  }
}
