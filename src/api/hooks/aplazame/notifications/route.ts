import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { receiveNotification } from "./receive"

/** `POST /hooks/aplazame/notifications`: see `receive.ts`. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => receiveNotification(req, res)
