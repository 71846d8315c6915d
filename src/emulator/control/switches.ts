import type { Router } from "express"
import { MoreThan } from "typeorm"
import { z } from "zod"
import { CallEntity, CampaignArticleEntity, CampaignEntity, MovementEntity, NotificationEntity, OrderEntity } from "../database/entities"
import { faultRuleSchema } from "../faults/rules"
import { defaultSettings, patchSettings } from "../settings"
import type { ControlContext } from "./context"
import { controlRoute } from "./control-route"
import { seedBody, seedOrders } from "./seed"
import { seedCampaigns, seedCampaignsBody } from "./seed-campaigns"
import { callView } from "./views"

/** Health, call log, faults, settings, reset and bulk creation. */
export function addSwitches(router: Router, context: ControlContext): void {
  const { db, faults, settings } = context
  controlRoute(router, "get", "/health", async () => ({ status: "ok", public_key: context.keys.publicKey, violations: [...context.violations] }))

  controlRoute(router, "get", "/calls", async ({ query }) => {
    const since = Number(query.get("since") ?? 0) || 0
    const ref = query.get("ref")
    const rows = await db.read((tx) => tx.find(CallEntity, {
      where: ref === null ? { seq: MoreThan(since) } : [{ seq: MoreThan(since), ref }, { seq: MoreThan(since), mid: ref }],
      order: { seq: "ASC" },
    }))
    return { calls: rows.map(callView) }
  })
  controlRoute(router, "delete", "/calls", async () => {
    await db.write((tx) => tx.createQueryBuilder().delete().from(CallEntity).execute())
  })

  controlRoute(router, "get", "/faults", async () => ({ rules: faults.list() }))
  controlRoute(router, "put", "/faults", async ({ body }) => {
    faults.set(z.strictObject({ rules: z.array(faultRuleSchema) }).parse(body).rules)
    return { rules: faults.list() }
  })
  controlRoute(router, "post", "/faults", async ({ body }) => faults.add(faultRuleSchema.parse(body)))
  controlRoute(router, "delete", "/faults/:id", async ({ params }) => {
    faults.remove(String(params.id))
    return { rules: faults.list() }
  })
  controlRoute(router, "delete", "/faults", async () => {
    faults.clear()
    return { rules: [] }
  })

  controlRoute(router, "get", "/settings", async () => settings())
  controlRoute(router, "patch", "/settings", async ({ body }) => {
    await context.saveSettings(patchSettings(settings(), body))
    context.engine.wake()
    return settings()
  })

  controlRoute(router, "post", "/reset", async () => {
    faults.clear()
    context.violations.length = 0
    await db.write(async (tx) => {
      for (const entity of [OrderEntity, MovementEntity, NotificationEntity, CallEntity, CampaignEntity, CampaignArticleEntity]) {
        await tx.createQueryBuilder().delete().from(entity).execute()
      }
    })
    await context.saveSettings(defaultSettings())
  })

  controlRoute(router, "post", "/seed", async ({ body }) => seedOrders(db, seedBody.parse(body)))
  controlRoute(router, "post", "/seed-campaigns", async ({ body }) => seedCampaigns(db, seedCampaignsBody.parse(body)))
}
