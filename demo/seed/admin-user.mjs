import { ApiError, bearer } from "../lib/api.mjs"
import { mintAdminToken } from "../lib/admin-token.mjs"
import { ADMIN, JWT_SECRET } from "../lib/settings.mjs"

async function signIn(api) {
  const answer = await api.call("POST", "/auth/user/emailpass", ADMIN)
  return answer.ok && answer.body.token ? answer.body.token : undefined
}

/** Signs in as the demo's admin, who is invited and accepts on the first start. @returns {Promise<string>} token */
export async function adminToken(api) {
  const known = await signIn(api)
  if (known) return known
  const { invite } = await api.with(bearer(mintAdminToken(JWT_SECRET))).post("/admin/invites", { email: ADMIN.email })
  const { token } = await api.post("/auth/user/emailpass/register", ADMIN)
  await api.with(bearer(token)).post(`/admin/invites/accept?token=${invite.token}`, { email: ADMIN.email, first_name: "Demo", last_name: "Admin" })
  const signedIn = await signIn(api)
  if (!signedIn) throw new ApiError("POST", "/auth/user/emailpass", 401, "the demo's admin cannot sign in")
  return signedIn
}
