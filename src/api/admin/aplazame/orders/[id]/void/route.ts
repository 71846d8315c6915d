import { actionRoute } from "../../../shared/run-route"

/** See `actionRoute`. */
export const POST = actionRoute("void")
