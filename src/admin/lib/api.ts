import type { Figures } from "./api-types"
import { backendUrl, sdk } from "./sdk"

/** An answer that is not a success: `code` names the sentence that the operator reads. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly figures: Figures,
    /** Null when no answer came: then the request may be repeated with the same token. */
    readonly status: number | null,
    message: string
  ) {
    super(message)
    this.name = "ApiError"
  }
}

/**
 * Our own routes. Not by the SDK's fetch, whose error keeps only the sentence of an answer: the code and the
 * figures are what is shown, in the operator's language. Session and token are the SDK's.
 */
async function request<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  const token = await sdk.client.getToken()
  const answer = await send(`${backendUrl.replace(/\/+$/, "")}/admin/aplazame${path}`, {
    method,
    credentials: "include",
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const isCsv = answer.headers.get("content-type")?.startsWith("text/csv")
  const parsed: unknown = await (isCsv ? answer.text() : answer.json().catch(() => null))
  if (answer.ok) return parsed as T
  throw asError(answer.status, parsed)
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw new ApiError("network", {}, null, error instanceof Error ? error.message : "network")
  }
}

function asError(status: number, parsed: unknown): ApiError {
  const { type, code, figures, message } = (typeof parsed === "object" && parsed !== null ? parsed : {}) as { type?: unknown; code?: unknown; figures?: Figures; message?: unknown }
  const text = typeof message === "string" ? message : ""
  if (type === "aplazame" && typeof code === "string") return new ApiError(code, figures ?? {}, status, text)
  if (status === 401) return new ApiError("unauthorized", {}, status, text)
  // Medusa's own, where its roles are on: ours come with a code.
  if (status === 403) return new ApiError("forbidden", {}, status, text)
  if (status === 400) return new ApiError("invalid", { reason: text }, status, text)
  return new ApiError("failed", {}, status, text)
}

export const get = <T>(path: string): Promise<T> => request<T>("GET", path)
export const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>("POST", path, body)
export const del = <T>(path: string): Promise<T> => request<T>("DELETE", path)
