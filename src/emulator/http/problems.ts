import type { z } from "zod"

/** Field name to messages (400), or lookup key to the value searched (404). docs: Aplazame API, errors. */
export type ProblemFields = Record<string, string[] | string>

/**
 * An answer in Aplazame's error format: `{ error: { type, message, fields? } }`.
 * Documented types: ApiValidationException, UnauthorizedException, ObjectNotFoundException; the others are our guess.
 */
export class ApiProblem extends Error {
  constructor(readonly status: number, readonly type: string, message: string, readonly fields?: ProblemFields) {
    super(message)
    this.name = "ApiProblem"
  }

  body(): { error: { type: string; message: string; fields?: ProblemFields } } {
    return { error: { type: this.type, message: this.message, ...(this.fields ? { fields: this.fields } : {}) } }
  }
}

const TYPE_OF = { 400: "ApiValidationException", 403: "ForbiddenException", 409: "ConflictException" } as const
const says = (left: number): string => `Ensure this value is less than or equal to ${left}.`

/** An amount above what is left; with which status Aplazame says so is not known. */
export class AmountTooHigh extends ApiProblem {
  constructor(readonly left: number, status: 400 | 403 | 409 = 400) {
    super(status, TYPE_OF[status], status === 400 ? "API validation error" : says(left), status === 400 ? { amount: [says(left)] } : undefined)
  }
}

export const validationProblem = (fields: Record<string, string[]>): ApiProblem =>
  new ApiProblem(400, "ApiValidationException", "API validation error", fields)

export const parseProblem = (): ApiProblem => new ApiProblem(400, "ParseException", "Malformed request.")

export const unauthorized = (message = "Authentication credentials were not provided."): ApiProblem =>
  new ApiProblem(401, "UnauthorizedException", message)

export const forbidden = (message: string): ApiProblem => new ApiProblem(403, "ForbiddenException", message)

export const notFound = (key: string, value: string): ApiProblem =>
  new ApiProblem(404, "ObjectNotFoundException", "Object not found", { [key]: value })

export const methodNotAllowed = (method: string): ApiProblem =>
  new ApiProblem(405, "MethodNotAllowedException", `Method "${method}" not allowed.`)

export const notAcceptable = (): ApiProblem =>
  new ApiProblem(406, "NotAcceptableException", "Could not satisfy the request Accept header.")

/** A version that once served an endpoint and no longer does. */
export const obsoleteVersion = (version: number, served: readonly number[]): ApiProblem =>
  new ApiProblem(406, "NotAcceptableException", `Version ${version} of this endpoint is obsolete. Ask for ${served.map((one) => `v${one}`).join(" or ")}.`)

/** Documented formats that this emulator does not write. */
export const jsonOnly = (): ApiProblem => new ApiProblem(406, "NotAcceptableException", "Could not satisfy the request Accept header: only JSON is answered here.")

/** What Aplazame's clients of 2016 asked for and no document has any more. */
export const historical = (path: string): ApiProblem =>
  new ApiProblem(404, "ObjectNotFoundException", "This endpoint of the 2016 documents is not part of the emulator.", { path })

export const tooLarge = (): ApiProblem => new ApiProblem(413, "RequestTooLargeException", "The request body is too large.")

export const unsupportedMedia = (type: string): ApiProblem =>
  new ApiProblem(415, "UnsupportedMediaTypeException", `Unsupported media type "${type}" in request.`)

export const conflict = (message: string, fields?: ProblemFields): ApiProblem => new ApiProblem(409, "ConflictException", message, fields)

/**
 * Reads `value` with `schema`, or throws the 400 that names each wrong field. Names are the path with dots;
 * a leading `order.` is left off, as in the only documented example (`articles`, a field of `order`).
 */
export function parseOrProblem<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const fields: Record<string, string[]> = {}
  for (const issue of read.error.issues) {
    const path = issue.path.map(String)
    const name = (path[0] === "order" && path.length > 1 ? path.slice(1) : path).join(".") || "non_field_errors"
    const missing = issue.code === "invalid_type" && issue.message.endsWith("received undefined")
    ;(fields[name] ??= []).push(missing ? "This field is required." : issue.message)
  }
  throw validationProblem(fields)
}
