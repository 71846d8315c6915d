import type { z } from "zod"
import { AplazameUnreadableError } from "../errors/classes"
import { effectOfUnreadable } from "../errors/effect"
import { scrub } from "../errors/scrub"
import type { ApiAnswer, ApiRequest } from "./request"

/** The error for a 2xx that is not what was documented. `why` must hold nothing of the answer's values. */
export function unreadable(request: ApiRequest, answer: ApiAnswer, why: string, paths: readonly string[] = []): AplazameUnreadableError {
  return new AplazameUnreadableError({
    operation: request.operation,
    status: answer.status,
    effect: effectOfUnreadable(request.method, answer),
    message: `${request.operation} was answered ${answer.status}, but ${why}`,
    ...(paths.length === 0 ? {} : { fields: Object.fromEntries(paths.map((path) => [path, ["not as documented"]])) }),
  })
}

/** JSON of an answer. @throws AplazameUnreadableError when it is empty or no JSON. */
export function readJson(request: ApiRequest, answer: ApiAnswer): unknown {
  if (answer.text.trim() === "") throw unreadable(request, answer, "without a body")
  try {
    return JSON.parse(answer.text)
  } catch {
    throw unreadable(request, answer, "not with JSON")
  }
}

/** Where a value does not fit its schema: paths only, because zod's messages may repeat values. */
export function faultyPaths(error: z.ZodError): string[] {
  const paths = error.issues.map((issue) => scrub(issue.path.map(String).join(".")) || "body")
  return [...new Set(paths)].slice(0, 10)
}

/** Body of an answer in the shape of a schema. @throws AplazameUnreadableError when it does not fit. */
export function parseAnswerBody<T>(request: ApiRequest, answer: ApiAnswer, schema: z.ZodType<T>): T {
  const result = schema.safeParse(readJson(request, answer))
  if (result.success) return result.data
  const paths = faultyPaths(result.error)
  throw unreadable(request, answer, `these fields are not as documented: ${paths.join(", ")}`, paths)
}
