import type { Router } from "express"
import { In } from "typeorm"
import { z } from "zod"
import { NotificationEntity } from "../database/entities"
import { STATUS_REASONS, type JsonObject } from "../database/rows"
import { notificationPayload } from "../notifications/payload"
import type { StoreAnswer } from "../notifications/post-notification"
import type { ControlContext } from "./context"
import { ControlError, controlRoute } from "./control-route"
import { findAnyOrder } from "../orders/find-order"

const sendBody = z.strictObject({
  ref: z.string().min(1),
  status: z.enum(["pending", "ok", "ko"]),
  status_reason: z.enum(STATUS_REASONS).default(""),
  overrides: z.record(z.string(), z.unknown()).optional(),
  headers: z.record(z.string(), z.string().nullable()).optional(),
  times: z.int().min(1).max(1000).default(1),
  parallel: z.boolean().default(false),
})
const flushBody = z.strictObject({ order: z.array(z.int()).optional() })

/** `/_emulator/notifications/...`: forged, repeated, held and reordered notifications. */
export function addNotificationActions(router: Router, { db, engine, settings }: ControlContext): void {
  controlRoute(router, "post", "/notifications/send", async (request) => {
    const { ref, status, status_reason, overrides, headers, times, parallel } = sendBody.parse(request.body)
    const order = await db.read((tx) => findAnyOrder(tx, ref))
    if (!order) throw new ControlError(404, "no such order")
    const body: JsonObject = { ...notificationPayload(order, settings(), status, status_reason), ...overrides }
    if (parallel) return { answers: await Promise.all(Array.from({ length: times }, () => engine.send(order, body, headers))) }
    const answers: StoreAnswer[] = []
    for (let time = 0; time < times; time++) answers.push(await engine.send(order, body, headers))
    return { answers }
  })

  controlRoute(router, "post", "/notifications/flush", async (request) => {
    const { order: wanted } = flushBody.parse(request.body)
    const held = await db.read((tx) => tx.find(NotificationEntity, { where: { state: "held" }, order: { seq: "ASC" } }))
    const ids = wanted ?? held.map((row) => row.seq)
    const unknown = ids.find((id) => !held.some((row) => row.seq === id))
    if (unknown !== undefined) throw new ControlError(404, `no held notification ${unknown}`)
    for (const id of ids) {
      const row = held.find((one) => one.seq === id)
      if (!row) continue
      await db.write((tx) => tx.update(NotificationEntity, { seq: id }, { state: "queued", next_at: Date.now() }))
      engine.wake()
      await engine.settled(row.order_id, 20_000)
    }
    const rows = await db.read((tx) => tx.find(NotificationEntity, { where: { seq: In(ids) }, order: { seq: "ASC" } }))
    return { delivered: rows.filter((row) => row.state === "delivered").map((row) => row.seq), sent: ids }
  })
}
