import { Modules } from "@medusajs/framework/utils"
import { ExchangeCache } from "../../../src/modules/aplazame/exchange-cache"
import type { Bench } from "../../support/aplazame-store"

/** What a process held in its memory alone is gone with it: its locks, and what Aplazame had just told it. */
export async function loseMemory({ container, aplazame }: Bench): Promise<void> {
  await container.resolve(Modules.LOCKING).releaseAll()
  Object.assign(aplazame, { exchangeCache: new ExchangeCache() })
}
