import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { PACKAGE_VERSION } from "../../aplazame"
import { notificationKeys } from "../../config/options"
import { settingsView } from "../../config/settings-view"
import { installedMedusa } from "../../config/supported-medusa"
import { newestRows } from "../../modules/aplazame/stores"
import { examine, sentenceOf } from "../doctor"
import { flowContext } from "../flow-context"
import { healthOf } from "../health"
import { redacted } from "./redact"
import { shownRows } from "./shown-rows"

/** Rows of each table, the newest. */
const MOST_ROWS = 200

/**
 * What somebody who helps needs to know of a store, and no more: versions, masked settings, the doctor's answers, health,
 * and credits, ledger, inbox, problems and timeline, of one order or the newest of all. Holds no key and nothing about a
 * shopper or a member of staff. A part that can't be read says so, and the others are there. Changes nothing.
 * @param orderId of Medusa's order; null for the newest rows of all
 * @returns null where that order has nothing to do with Aplazame
 */
export async function supportBundle(container: MedusaContainer, orderId: string | null): Promise<Record<string, unknown> | null> {
  const { aplazame } = flowContext(container)
  const pg = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rows = await part(() => newestRows(pg, orderId, MOST_ROWS))
  if (orderId !== null && "credits" in rows && rows.credits.length + rows.problems.length === 0) return null
  const found = {
    made_at: new Date(aplazame.clock()),
    order_id: orderId,
    versions: await part(async () => ({ plugin: PACKAGE_VERSION, medusa: installedMedusa() ?? null, node: process.version, postgres: await postgresOf(pg), system: `${process.platform} ${process.arch}` })),
    settings: settingsView(aplazame.settings),
    doctor: await part(async () => (await examine(container)).map((one) => ({ ...one, sentence: sentenceOf(one) }))),
    health: await healthOf(container),
    ...("credits" in rows ? shownRows(rows) : { rows }),
  }
  return redacted(found, [...notificationKeys(aplazame.settings), aplazame.settings.publicKey]) as Record<string, unknown>
}

/** What a job gives, or why there is nothing. */
async function part<T>(job: () => Promise<T>): Promise<T | { failed: string }> {
  try {
    return await job()
  } catch (error) {
    return { failed: error instanceof Error ? error.message : "it could not be read" }
  }
}

async function postgresOf(pg: Knex): Promise<string | null> {
  const { rows } = await pg.raw<{ rows: { server_version: string }[] }>("SHOW server_version")
  return rows[0]?.server_version ?? null
}
