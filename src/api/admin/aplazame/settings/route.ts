import { flowContext } from "../../../../workflows/flow-context"
import { answering } from "../shared/answer"
import { settingsView } from "../../../../config/settings-view"

/** `GET /admin/aplazame/settings`: what is configured, keys masked. They are changed in `medusa-config`, not here. */
export const GET = answering(async (req, res) => {
  res.json(settingsView(flowContext(req.scope).aplazame.settings))
})
