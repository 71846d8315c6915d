// Gathers what a run has written and answered: the store's log, our tables, payment data, the admin's answers.
import fs from "node:fs"
import { runSql } from "../../../scripts/lib/postgres.mjs"

/** Every table of ours, and what Medusa keeps of our payments and of our workflows. */
const ROWS = [
  ...["order", "operation", "notification", "problem", "reconcile_run", "difference", "admin_action"].map((name) => [`aplazame_${name}`, `select * from aplazame_${name}`]),
  ["payment_session.data", "select id, data from payment_session where provider_id like 'pp_aplazame%'"],
  ["payment_session.context", "select id, context from payment_session where provider_id like 'pp_aplazame%'"],
  ["payment.data", "select id, data from payment where provider_id like 'pp_aplazame%'"],
  ["workflow_execution", "select * from workflow_execution where workflow_id like 'aplazame%'"],
]

const LISTS = ["orders?ordering=-created", "operations?limit=100", "notifications?limit=100", "problems?limit=100", "problems?state=resolved&limit=100", "reconcile", "campaigns", "settings", "settings/doctor"]

/** @returns {Promise<{ where: string, text: string }[]>} one text per row */
export async function rowsOf(databaseUrl) {
  const texts = []
  for (const [where, sql] of ROWS) {
    const { rows } = await runSql(databaseUrl, sql)
    texts.push(...rows.map((row) => ({ where, text: JSON.stringify(row) })))
  }
  return texts
}

/** @returns {Promise<{ where: string, text: string }[]>} what our admin routes answer, about every order too */
export async function adminAnswers(admin, orderIds) {
  const ask = async (method, path, body) => {
    const { status, body: answer } = await admin.call(method, `/admin/aplazame/${path}`, body)
    return { where: `${method} /admin/aplazame/${path}`, text: `${status} ${JSON.stringify(answer)}` }
  }
  const texts = []
  for (const path of LISTS) texts.push(await ask("GET", path))
  for (const id of orderIds) texts.push(await ask("GET", `orders/${id}`), await ask("POST", `orders/${id}/refresh`, {}))
  texts.push(await ask("POST", "settings/connection", {}))
  return texts
}

/** @returns {{ where: string, text: string }[]} one text per line */
export const logLines = (file) =>
  fs.readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "").map((text, index) => ({ where: `store log, line ${index + 1}`, text }))
