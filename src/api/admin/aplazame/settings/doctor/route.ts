import { examine } from "../../../../../workflows/doctor"
import { answering } from "../../shared/answer"

/** `GET /admin/aplazame/settings/doctor`: what the doctor finds, worst first, `{ findings }`. The command does the same. */
export const GET = answering(async (req, res) => {
  res.json({ findings: await examine(req.scope) })
})
