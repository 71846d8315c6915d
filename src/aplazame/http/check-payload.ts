import type { z } from "zod"
import { isCents, type Cents } from "../cents"
import { AplazameValidationError } from "../errors/classes"

/**
 * Refuses a body that Aplazame would refuse or, worse, misread, before it is sent.
 *
 * @throws AplazameValidationError with effect `none` and the faulty fields.
 */
export function checkPayload(operation: string, schema: z.ZodType, payload: unknown): void {
  const result = schema.safeParse(payload)
  if (result.success) return
  const fields: Record<string, string[]> = {}
  for (const issue of result.error.issues) {
    const path = issue.path.map(String).join(".") || "body"
    // Codes instead of zod's messages, which may repeat what was entered; our own messages are constant.
    fields[path] = [...(fields[path] ?? []), issue.code === "custom" ? issue.message : issue.code]
  }
  throw new AplazameValidationError({
    operation,
    effect: "none",
    message: `${operation} was not sent: these fields are not right: ${Object.keys(fields).join(", ")}`,
    fields,
  })
}

/**
 * Refuses an amount to move that is no whole number of hundredths above zero.
 *
 * @throws AplazameValidationError with effect `none`.
 */
export function checkAmount(operation: string, amount: Cents): void {
  if (isCents(amount) && amount > 0) return
  const message = "must be a whole number of hundredths above zero"
  throw new AplazameValidationError({
    operation,
    effect: "none",
    message: `${operation} was not sent: amount ${message}`,
    fields: { amount: [message] },
  })
}
