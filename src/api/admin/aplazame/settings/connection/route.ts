import { checkConnection } from "../../../../../workflows/doctor"
import { flowContext } from "../../../../../workflows/flow-context"
import { answering } from "../../shared/answer"

/** `POST /admin/aplazame/settings/connection`: keys, side and public key against Aplazame. `{ ok, milliseconds, findings }`. */
export const POST = answering(async (req, res) => {
  const begun = performance.now()
  const findings = await checkConnection(flowContext(req.scope).aplazame)
  res.json({ ok: findings.every((one) => one.level !== "error"), milliseconds: Math.round(performance.now() - begun), findings })
})
