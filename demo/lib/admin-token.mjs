import { createHmac } from "node:crypto"

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url")

/**
 * A short-lived admin token, signed with the demo store's own secret. It stands in for `medusa user`, which
 * boots the whole store a second time for the sake of the first admin.
 */
export function mintAdminToken(secret) {
  const now = Math.floor(Date.now() / 1000)
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ actor_id: "demo_seed", actor_type: "user", auth_identity_id: "demo_seed", app_metadata: {}, iat: now, exp: now + 600 })}`
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`
}
