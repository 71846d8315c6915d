import { createHook, createStep, createWorkflow, StepResponse, transform, when, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { flowContext } from "../flow-context"
import { given } from "../store-hook"
import { CheckoutError, type CheckoutCode } from "./checkout-error"
import { customerTypeSchema, payloadChangesSchema, type CheckoutHookInput, type CustomerTypeHookInput, type PayloadChanges, type PayloadHookInput } from "./hooks"
import { openCheckout, type StartedCheckout } from "./open-checkout"
import { prepareCheckout, type Prepared, type StartCheckoutInput } from "./prepare-checkout"
import { refusalByHook } from "./refusal-by-hook"

export { CheckoutError, type CheckoutCode } from "./checkout-error"
export type { CheckoutHookInput, CheckoutParts, CustomerTypeHookInput, HookCart, PayloadChanges, PayloadHookInput } from "./hooks"
export type { StartedCheckout } from "./open-checkout"
export { refusalOfLink, type StartCheckoutInput } from "./prepare-checkout"

export type StartCheckoutResult =
  | { ok: true; checkout: StartedCheckout }
  | { ok: false; code: CheckoutCode; status: number; details: Record<string, string | number> }

type Refused = Extract<StartCheckoutResult, { ok: false }>
type Ready = { ok: true } & Prepared

const refused = ({ code, status, details }: CheckoutError): Refused => ({ ok: false, code, status, details })

/** The result of a job, or its refusal as a value: an expected refusal is a result of the workflow, not a failure. */
async function orRefused<T>(job: () => Promise<T>): Promise<T | Refused> {
  try {
    return await job()
  } catch (error) {
    if (error instanceof CheckoutError) return refused(error)
    throw error
  }
}

/** Only notes the owner of the cart, which stays true: nothing to compensate. */
const prepareStep = createStep("aplazame-prepare-checkout", async (input: StartCheckoutInput, { container }) => {
  const prepared = await orRefused<Ready>(async () => ({ ok: true, ...(await prepareCheckout(flowContext(container), input)) }))
  return new StepResponse<Ready | Refused>(prepared)
})

type OpenInput = { input: StartCheckoutInput; ready: Ready; changes: PayloadChanges }

/**
 * The locked part is one step. Medusa's lock steps use another kind of lock than `locking.execute`, which notifications use: with
 * the provider for Postgres the two do not exclude each other.
 *
 * It is not compensated: a checkout whose creation may have succeeded keeps its row, by which it is found again. An unpaid
 * checkout expires; no money moves here.
 */
const openStep = createStep("aplazame-open-checkout", async ({ input, ready, changes }: OpenInput, { container }) => {
  const opened = await orRefused<StartCheckoutResult>(async () => ({ ok: true, checkout: await openCheckout(flowContext(container), input, ready, changes) }))
  return new StepResponse<StartCheckoutResult>(opened)
})

const hookInput = ({ seen, cart }: Prepared): CheckoutHookInput => ({
  session_id: seen.sessionId,
  customer_id: seen.accountId,
  product: seen.product,
  order_id: seen.subject.kind === "order" ? seen.subject.id : null,
  cart,
})

const withPayload = (ready: Ready): PayloadHookInput => ({
  ...hookInput(ready),
  payload: { ...ready.draft, customer: { ...ready.draft.customer, type: ready.payloadInput.customerType } },
})

/** After the condition of the workflow it is one. */
function readyOf(prepared: Ready | Refused): Ready {
  if (prepared.ok) return prepared
  throw new CheckoutError(prepared.code, prepared.details)
}

/**
 * From a payment session to a checkout at Aplazame, for a store's own workflows: expected refusals are results, not
 * errors. The hooks run after the plugin's own checks, on every start, before a checkout is written or sent: `validate` throws
 * to refuse it, `setCustomerType` sets the shopper's type, `setPayload` changes the payload. A hook that throws fails the
 * workflow, as in Medusa; the store route answers `not_available`.
 */
export const startCheckoutWorkflow = createWorkflow("aplazame-start-checkout", (input: WorkflowData<StartCheckoutInput>) => {
  const prepared = prepareStep(input)
  const { result, hooks } = when("aplazame-checkout-prepared", { prepared }, ({ prepared }) => prepared.ok).then(() => {
    const ready = transform({ prepared }, ({ prepared }) => readyOf(prepared))
    const purchase = transform({ ready }, ({ ready }) => hookInput(ready))
    const validate = createHook<"validate", CheckoutHookInput, unknown>("validate", purchase)
    const known = transform({ ready }, ({ ready }): CustomerTypeHookInput => ({ ...hookInput(ready), customer_type: ready.payloadInput.customerType }))
    const setCustomerType = createHook("setCustomerType", known, { resultValidator: customerTypeSchema })
    const type = setCustomerType.getResult()
    const typed = transform({ ready, type }, ({ ready, type }): Ready => {
      const customerType = given(customerTypeSchema, type)
      return customerType ? { ...ready, payloadInput: { ...ready.payloadInput, customerType } } : ready
    })
    const drafted = transform({ typed }, ({ typed }) => withPayload(typed))
    const setPayload = createHook("setPayload", drafted, { resultValidator: payloadChangesSchema })
    const result = setPayload.getResult()
    const changes = transform({ result }, ({ result }) => given(payloadChangesSchema, result) ?? {})
    return { result: openStep({ input, ready: typed, changes }), hooks: [validate, setCustomerType, setPayload] as const }
  })
  const answer = transform({ prepared, result }, ({ prepared, result }): StartCheckoutResult => (prepared.ok ? result : prepared))
  return new WorkflowResponse(answer, { hooks: [...hooks] })
})

/** Runs the workflow; a purchase that a hook refuses is a result as well. */
export async function tryCheckout(container: MedusaContainer, input: StartCheckoutInput): Promise<StartCheckoutResult> {
  const { telemetry } = flowContext(container).aplazame
  try {
    const result = await runCheckout(container, input)
    telemetry.checkoutEnded(result.ok ? "started" : result.code)
    return result
  } catch (error) {
    telemetry.checkoutEnded("failed")
    throw error
  }
}

async function runCheckout(container: MedusaContainer, input: StartCheckoutInput): Promise<StartCheckoutResult> {
  const { result, errors } = await startCheckoutWorkflow(container).run({ input, throwOnError: false })
  const [failed] = errors
  if (!failed) return result
  const refusal = refusalByHook(flowContext(container), failed)
  if (!refusal) throw failed.error
  return refused(refusal)
}

/**
 * From a payment session to a checkout at Aplazame, built on the server from the cart, or from the order where that has none. The same content for the same
 * shopper gets the same checkout; changed content, or a guest who signed in, a new one with a new `mid`.
 * @throws CheckoutError
 */
export async function startCheckout(container: MedusaContainer, input: StartCheckoutInput): Promise<StartedCheckout> {
  const result = await tryCheckout(container, input)
  if (result.ok) return result.checkout
  throw new CheckoutError(result.code, result.details)
}
