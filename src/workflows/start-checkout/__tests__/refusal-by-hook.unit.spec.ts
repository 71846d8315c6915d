import type { Logger } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "zod"
import { refusalByHook } from "../refusal-by-hook"

const said: string[] = []
const note = (line: unknown): void => void said.push(String(line))
const logger = { info: note, error: note } as unknown as Logger
const after = (action: string, error: unknown) => refusalByHook({ logger }, { action, error })?.code ?? null

describe("what a failed step of the start stands for", () => {
  beforeEach(() => said.splice(0))

  it.each([
    ["the store's rule", "validate", new MedusaError(MedusaError.Types.NOT_ALLOWED, "no credit for resellers"), "hook validate: no credit for resellers"],
    ["one that has lost its class", "validate", { name: "Error", message: "no credit for resellers" }, "hook validate: no credit for resellers"],
    ["a mistake in a hook's code", "setPayload", new TypeError("x is not a function"), "hook setPayload: x is not a function"],
    ["words alone", "validate", "no", "hook validate: it gave no reason"],
  ])("is a refusal: %s", (_what, action, error, line) => {
    expect(after(action, error)).toBe("not_available")
    expect(said).toEqual([`aplazame: no checkout: ${line}`])
  })

  it("names the fields of a wrong result and none of its values", () => {
    const { error } = z.object({ customer: z.object({ phone: z.string() }) }).safeParse({ customer: { phone: 600123456 } })
    expect(after("get-setPayload-result", { ...error, issues: error!.issues, message: "600123456" })).toBe("not_available")
    expect(said).toEqual(["aplazame: no checkout: hook setPayload: its result is not right: customer.phone (invalid_type)"])
  })

  it.each([
    ["a step of our own", "aplazame-open-checkout", new Error("no")],
    ["a service that does not answer", "validate", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
  ])("is none: %s", (_what, action, error) => {
    expect(after(action, error)).toBeNull()
    expect(said).toEqual([])
  })
})
