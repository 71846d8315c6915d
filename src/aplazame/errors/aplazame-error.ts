import type { AplazameEffect, AplazameErrorKind } from "./kinds"

/** Field name (nested ones joined with dots) to messages, scrubbed of keys and personal data. */
export type AplazameErrorFields = Readonly<Record<string, readonly string[]>>

/** What an {@link AplazameError} is made of. Deliberately nothing of the HTTP request. */
export type AplazameErrorDetails = {
  /** Method and path template, such as `POST /orders/:id/refund`; never a real id or query. */
  operation: string
  effect: AplazameEffect
  message: string
  /** HTTP status, when an answer came. */
  status?: number
  fields?: AplazameErrorFields
  /** Code of the network failure, such as ECONNRESET. */
  networkCode?: string
}

/**
 * Base of every error of the client.
 *
 * Holds no cause, request, header, body or URL: axios keeps the key and the shopper's data in all of
 * those, and error objects end up in logs.
 */
export abstract class AplazameError extends Error {
  abstract readonly kind: AplazameErrorKind

  /** Stable, for programs: `aplazame_` and the kind. */
  abstract readonly code: string

  readonly operation: string
  readonly effect: AplazameEffect
  readonly status?: number
  readonly fields?: AplazameErrorFields
  readonly networkCode?: string

  constructor(details: AplazameErrorDetails) {
    super(details.message)
    this.name = new.target.name
    this.operation = details.operation
    this.effect = details.effect
    if (details.status !== undefined) this.status = details.status
    if (details.fields !== undefined) this.fields = details.fields
    if (details.networkCode !== undefined) this.networkCode = details.networkCode
  }

  /** For logs: everything but the stack. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      kind: this.kind,
      code: this.code,
      operation: this.operation,
      effect: this.effect,
      message: this.message,
      status: this.status,
      fields: this.fields,
      networkCode: this.networkCode,
    }
  }
}

/**
 * Says whether a value is an error of this client.
 *
 * Not by `instanceof` alone: a store may load this package twice (its source and its build).
 */
export function isAplazameError(e: unknown): e is AplazameError {
  if (e instanceof AplazameError) return true
  return (
    e instanceof Error &&
    "code" in e &&
    typeof e.code === "string" &&
    e.code.startsWith("aplazame_") &&
    "effect" in e &&
    "kind" in e &&
    "operation" in e
  )
}
