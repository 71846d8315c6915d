import Medusa from "@medusajs/js-sdk"

// The dashboard's build puts these in; without it (a plain bundle) they do not exist.
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

export const backendUrl = typeof __BACKEND_URL__ === "undefined" ? "/" : (__BACKEND_URL__ ?? "/")
const type = typeof __AUTH_TYPE__ === "undefined" ? "session" : (__AUTH_TYPE__ ?? "session")
const jwtTokenStorageKey = typeof __JWT_TOKEN_STORAGE_KEY__ === "undefined" ? undefined : __JWT_TOKEN_STORAGE_KEY__ || undefined

/** The same client with the same session as the dashboard's own pages. */
export const sdk = new Medusa({ baseUrl: backendUrl, auth: { type, jwtTokenStorageKey } })
