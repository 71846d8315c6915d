import { formatCents, isAplazameError, isAway, type Cents } from "../../../aplazame"
import type { Refused } from "../../../credit"
import { textOf, type Code, type Language } from "../texts"

/** Figures of a refusal; `Cents` ones are shown as money. `there`: what Aplazame shows. */
export type Figures = { amount?: Cents; remaining?: Cents; expected?: Cents; there?: Cents; reason?: string }

/**
 * A money operation that failed: a stable code with figures, from which the operator's sentence is made, and the cause for the
 * log.
 */
export class OperationError extends Error {
  constructor(
    readonly code: Code,
    readonly figures: Figures = {},
    options?: { cause?: unknown }
  ) {
    super(code, options)
    this.name = "OperationError"
  }

  /** The sentence an operator reads. */
  sentence(language: Language, currency: string): string {
    const money = (value: Cents | undefined) => (value === undefined ? undefined : formatCents(value, currency, language))
    const { amount, remaining, expected, there, reason } = this.figures
    const filled = { amount: money(amount), remaining: money(remaining), expected: money(expected), there: money(there), reason }
    return textOf(this.code, language, Object.fromEntries(Object.entries(filled).filter((e): e is [string, string] => e[1] !== undefined)))
  }
}

/** The error of a refusal of the credit core. `operation_open` is `operation_busy` for the operator. */
export const refusalError = ({ code, figures }: Refused): OperationError => new OperationError(code === "operation_open" ? "operation_busy" : code, figures)

/** The error for the operator of any thrown error; other errors than the client's stay as they are. */
export function operationErrorOf(error: unknown): Error {
  if (!isAplazameError(error)) return error instanceof Error ? error : new Error(String(error))
  if (isAway(error.kind)) return new OperationError("aplazame_unavailable", {}, { cause: error })
  return new OperationError("operation_refused", { reason: error.message }, { cause: error })
}
