import { z } from "zod"

/** The workflow engine keeps what an error says, not its class. */
const thrown = z.object({ message: z.string() })
const issues = z.object({ issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string() })).min(1) })

/** The fields of a hook's result that are not right, without their values; null for an error that says something else. */
export function wrongFields(error: unknown): string | null {
  const parsed = issues.safeParse(error)
  if (!parsed.success) return null
  return `its result is not right: ${parsed.data.issues.map(({ path, code }) => `${path.join(".") || "result"} (${code})`).join(", ")}`
}

/** What a failed hook says, for the log. */
export const wordsOf = (error: unknown): string => wrongFields(error) ?? thrown.safeParse(error).data?.message ?? "it gave no reason"

/**
 * What a hook gave, which was validated before. A hook that gives nothing is no result either: Medusa 2.21 then hands on
 * the wrapping of the step's result.
 */
export const given = <T>(schema: z.ZodType<T>, result: unknown): T | undefined => schema.safeParse(result).data

/** What the ledger notes of a capture that a hook of the store kept from going out: it said so, or it failed. */
export const CAPTURE_HELD = "capture_held"
export const HOOK_FAILED = "hook_failed"

/** A hook of the store failed. That is neither a yes nor a no: what it was asked about is done again later. */
export class StoreHookError extends Error {
  readonly code = HOOK_FAILED
  constructor(hook: string, cause: unknown) {
    super(`hook ${hook}: ${wordsOf(cause)}`, { cause })
    this.name = "StoreHookError"
  }
}
