import { useRef } from "react"
import { ApiError } from "./api"

/** A token for one press of a button. Not `randomUUID`: that exists only on https and localhost. */
function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * Runs a request with a token that stays the same while the same request gets no answer (a broken connection), so
 * that pressing again can't move money twice. Any answer ends it.
 */
export function useToken(): <T>(request: string, run: (token: string) => Promise<T>) => Promise<T> {
  const kept = useRef<{ request: string; token: string } | null>(null)
  return async (request, run) => {
    if (kept.current?.request !== request) kept.current = { request, token: newToken() }
    try {
      const result = await run(kept.current.token)
      kept.current = null
      return result
    } catch (error) {
      const answered = error instanceof ApiError && error.status !== null && error.status < 500 && error.code !== "action_running"
      if (answered) kept.current = null
      throw error
    }
  }
}
