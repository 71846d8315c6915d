import { z } from "zod"

/** The workflow engine keeps an error's message, not its class. */
const thrown = z.object({ message: z.string() })
const issues = z.object({ issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string() })).min(1) })

/** The invalid fields of a hook's result, without their values; null for any other error. */
export function wrongFields(error: unknown): string | null {
  const parsed = issues.safeParse(error)
  if (!parsed.success) return null
  return `its result is not right: ${parsed.data.issues.map(({ path, code }) => `${path.join(".") || "result"} (${code})`).join(", ")}`
}

/** The message of a failed hook, for the log. */
export const wordsOf = (error: unknown): string => wrongFields(error) ?? thrown.safeParse(error).data?.message ?? "it gave no reason"

/**
 * The result of a hook, validated before. A hook without a result gives undefined: Medusa 2.21 then passes the wrapper of the
 * step's result.
 */
export const given = <T>(schema: z.ZodType<T>, result: unknown): T | undefined => schema.safeParse(result).data

/** The codes in the ledger of a capture that a store's hook held back, or whose hook failed. */
export const CAPTURE_HELD = "capture_held"
export const HOOK_FAILED = "hook_failed"

/** A hook of the store failed. That is no decision: the operation is tried again later. */
export class StoreHookError extends Error {
  readonly code = HOOK_FAILED
  constructor(hook: string, cause: unknown) {
    super(`hook ${hook}: ${wordsOf(cause)}`, { cause })
    this.name = "StoreHookError"
  }
}
