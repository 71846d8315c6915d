import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { flowContext } from "../../workflows/flow-context"
import { spokenIn } from "./aplazame/shared/answer"

/** Keeps the languages of a request for the provider, which Medusa asks in the middle of a completion and shows no request. */
export function keepRequestLanguage(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  flowContext(req.scope).aplazame.spoken.run(spokenIn(req), () => next())
}
