import { createHook, createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { z } from "zod"
import type { Cents } from "../../aplazame"
import type { FlowContext } from "../flow-context"
import { given, StoreHookError } from "../store-hook"

/** The input of `setAmount`. A rule that needs more reads it by these ids. */
export type CaptureHookInput = {
  order_id: string
  /** The fulfilment that is captured for; null where the order is captured because it is placed. */
  fulfillment_id: string | null
  /** Our id of the credit, which is its `mid` at Aplazame. */
  credit_id: string
  /** What is captured if the hook says nothing, in hundredths: all that the order needs of the credit, or the share of what was sent. */
  amount: Cents
  currency_code: string
}

const LONGEST_SENTENCE = 255

/** The result of `setAmount`: a lower amount in hundredths, or why nothing is captured now; nothing leaves the amount. */
const captureChangeSchema = z
  .strictObject({ amount: z.number().int().positive().optional(), hold: z.string().trim().min(1).max(LONGEST_SENTENCE).optional() })
  .refine(({ amount, hold }) => (amount === undefined) !== (hold === undefined), { message: "either an amount or a reason to hold", path: ["amount or hold"] })
  .optional()

/** See {@link captureChangeSchema}. */
export type CaptureChange = NonNullable<z.infer<typeof captureChangeSchema>>

/*
 * The hook has a workflow of its own: the event of a fulfilment, the job, the sweep and an operator's retry all capture, and
 * each calls the hook again, because the reason to hold a capture may be gone by then.
 */
const setAmountWorkflow = createWorkflow("aplazame-capture-fulfilment-set-amount", (input: WorkflowData<CaptureHookInput>) => {
  const setAmount = createHook("setAmount", input, { resultValidator: captureChangeSchema })
  return new WorkflowResponse(setAmount.getResult(), { hooks: [setAmount] })
})

/** How a store registers its handler. */
export const { hooks } = setAmountWorkflow

/**
 * Calls the store's handler of `setAmount`. Undefined without a handler, or when it returns nothing.
 * @throws StoreHookError when the handler fails, or its result is not valid
 */
export async function runSetAmountHook({ container, logger }: FlowContext, input: CaptureHookInput): Promise<CaptureChange | undefined> {
  const { result, errors } = await setAmountWorkflow(container).run({ input, throwOnError: false })
  const [failed] = errors
  if (!failed) return given(captureChangeSchema, result)
  const error = new StoreHookError("setAmount", failed.error)
  logger.error(`aplazame: capture of ${input.order_id}: ${error.message}`)
  throw error
}
