import { AplazameValidationError } from "./classes"

/** What was wrong in an order query. */
export type QueryFault = {
  /** Filter, or `q`, `ordering`, `page`. */
  field: string
  /** Lookup of the filter, when the fault lies there. */
  lookup?: string
  /** What would have been right. */
  allowed: readonly string[]
}

/**
 * A filter, lookup, ordering or page that Aplazame does not have. Nothing was sent.
 *
 * The value itself is not repeated: filters hold e-mails, phones and document ids.
 */
export class AplazameQueryError extends AplazameValidationError {
  override readonly code = "aplazame_query"
  readonly field: string
  readonly lookup?: string
  readonly allowed: readonly string[]

  constructor(fault: QueryFault, reason: string) {
    const where = fault.lookup === undefined ? `"${fault.field}"` : `"${fault.field}" with lookup "${fault.lookup}"`
    const message = `Order query, ${where}: ${reason}. Allowed: ${fault.allowed.join(", ")}`
    super({ operation: "GET /orders", effect: "none", message, fields: { [fault.field]: [message] } })
    this.field = fault.field
    if (fault.lookup !== undefined) this.lookup = fault.lookup
    this.allowed = fault.allowed
  }
}
