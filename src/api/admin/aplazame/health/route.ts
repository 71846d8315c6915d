import { healthOf } from "../../../../workflows/health"
import { answering } from "../shared/answer"

/**
 * `GET /admin/aplazame/health`: for a monitor, with a secret API key of the admin. `{ status, checks: [{ name, level, figures }] }`; 200,
 * or 503 when it is `failing`. No key, no id and no personal datum. Cached by nobody.
 */
export const GET = answering(async (req, res) => {
  const health = await healthOf(req.scope)
  res.setHeader("Cache-Control", "no-store")
  res.status(health.status === "failing" ? 503 : 200).json(health)
})
