import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartError } from "../../../modules/aplazame/complete-cart-error"
import { permanentRefusal } from "../permanent-refusal"
import { completeCart, ordersIn } from "../run-completion"

const flowOf = (own: unknown, run: (id: string, given: unknown) => Promise<unknown> = async () => ({})) =>
  ({ aplazame: { settings: { completeCart: own } }, container: { resolve: () => ({ run }) } }) as never

describe("the orders that a completion says it made", () => {
  it.each([
    ["core's", { id: "order_1" }, ["order_1"]],
    ["a function's", { orderId: "order_1" }, ["order_1"]],
    ["a recipe's", { order: { id: "order_1" }, subscription: { id: "sub_1" } }, ["order_1"]],
    ["an id alone", "order_1", ["order_1"]],
    ["one order, named twice", { id: "order_1", order: { id: "order_1" } }, ["order_1"]],
    ["an order set's", { id: "ordset_1", orders: [{ id: "order_1" }, { id: "order_2" }] }, ["order_1", "order_2"]],
    ["ids", { orderIds: ["order_1", "order_2"] }, ["order_1", "order_2"]],
    ["orders alone", { orders: [{ id: "order_1" }] }, ["order_1"]],
    ["nothing", undefined, []],
    ["something else", { id: "ordset_1", ok: true }, []],
  ])("%s", (_what, result, ids) => {
    expect(ordersIn(result)).toEqual(ids)
  })
})

describe("a store's own completion", () => {
  it("is a function that gets the cart and the container", async () => {
    const own = jest.fn(async () => ({ orderId: "order_1" }))
    const flow = flowOf(own)
    expect(await completeCart(flow, "cart_1")).toEqual({ orders: ["order_1"] })
    expect(own).toHaveBeenCalledWith({ cartId: "cart_1", container: (flow as any).container })
  })

  it("is a workflow that the engine runs under its id, with both names of the cart's id", async () => {
    const run = jest.fn(async () => ({ result: { id: "order_1" }, acknowledgement: { hasFinished: true } }))
    expect(await completeCart(flowOf("mine", run), "cart_1")).toEqual({ orders: ["order_1"] })
    expect(run).toHaveBeenCalledWith("mine", { input: { id: "cart_1", cart_id: "cart_1" }, throwOnError: false })
  })

  it("tells which step of its workflow failed, so that a rule of the store's is known for one", async () => {
    const error = { name: "Error", message: "The buyer has no connection to this company" }
    const run = async () => ({ result: undefined, errors: [{ action: "validate", error }], acknowledgement: { hasFinished: true } })
    const completion = await completeCart(flowOf("mine", run), "cart_1")
    expect(completion).toEqual({ failure: { step: "validate", error } })
    expect("failure" in completion && permanentRefusal(completion.failure)).toBe("store_refused")
  })

  it("is no workflow that goes on in the background: Aplazame waits for the order", async () => {
    const run = async () => ({ result: undefined, acknowledgement: { hasFinished: false } })
    const completion = await completeCart(flowOf("mine", run), "cart_1")
    expect(completion).toEqual({ failure: { step: null, error: expect.objectContaining({ message: expect.stringContaining('"mine" goes on in the background') }) } })
    // It failed for the moment: by the time that Aplazame comes back the order may be there.
    expect("failure" in completion && permanentRefusal(completion.failure)).toBeNull()
  })
})

describe("the workflow that the option names", () => {
  const step = createStep("own-completion-step", async () => new StepResponse("order_1"))
  createWorkflow("own-completion-that-is-there", () => new WorkflowResponse(step()))

  it("stops the start when the store has none of that id", () => {
    expect(completeCartError({ completeCart: "no-such-workflow" })?.message).toBe('Aplazame option "completeCart" names the workflow "no-such-workflow", which is not among those of this store')
  })

  it("is fine when the store has it, and where none is named", () => {
    for (const completeCart of ["own-completion-that-is-there", async () => ({ orderId: "order_1" }), undefined]) expect(completeCartError({ completeCart })).toBeNull()
  })
})
