import { z } from "zod"
import { HEALTH_CHECKS } from "../../../src/workflows/health"
import { moment } from "../../../src/api/values.answer"
import { finding, findingExample, settings as shown, settingsExample } from "../../../src/api/admin/aplazame/settings/settings.answer"
import { adminRefusals } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/settings"

const level = z.enum(["ok", "attention", "failing"])
const health = z.strictObject({
  status: level,
  checks: z.array(z.strictObject({ name: z.enum(HEALTH_CHECKS), level, figures: z.record(z.string(), z.union([z.int(), moment, z.enum(["closed", "open"]), z.null()])) })),
})
const healthExample = (status: "ok" | "failing") => ({
  status,
  checks: [{ name: "operations", level: status, figures: { due: status === "ok" ? 0 : 3, oldest_due: status === "ok" ? null : "2026-11-26T11:48:00.000Z", oldest_without_answer: null } }],
})

/** What is configured, and whether it works. */
export const settings: DescribedRoute[] = [
  {
    method: "GET",
    path: BASE,
    tag: "Settings",
    who: "operator",
    summary: "What is configured, keys masked",
    description: "It is changed in `medusa-config`, not here.",
    answers: [{ status: 200, description: "The settings.", body: shown, example: settingsExample }, ...adminRefusals([], { takes: false })],
  },
  {
    method: "POST",
    path: `${BASE}/connection`,
    tag: "Settings",
    who: "operator",
    summary: "Tries the keys at Aplazame",
    answers: [
      {
        status: 200,
        description: "What came of it; an unreachable Aplazame is a finding.",
        body: z.strictObject({ ok: z.boolean(), milliseconds: z.int(), findings: z.array(finding) }),
        example: { ok: true, milliseconds: 120, findings: [findingExample] },
      },
      ...adminRefusals([], { takes: false }),
    ],
  },
  {
    method: "GET",
    path: `${BASE}/doctor`,
    tag: "Settings",
    who: "operator",
    summary: "What the doctor finds, worst first",
    description: "The command `medusa-payment-aplazame doctor` does the same.",
    answers: [{ status: 200, description: "The findings.", body: z.strictObject({ findings: z.array(finding) }), example: { findings: [findingExample] } }, ...adminRefusals([], { takes: false })],
  },
  {
    method: "GET",
    path: "/admin/aplazame/health",
    tag: "Settings",
    who: "operator",
    summary: "Whether anything stands still, for a monitor",
    description: "With a secret API key of the admin. Read from the store's own tables; Aplazame is not asked.",
    answers: [
      { status: 200, description: "Nothing stands still. With `attention` somebody should look.", body: health, example: healthExample("ok") },
      { status: 503, description: "Something stands still: the database, or operations that are due and nobody takes.", body: health, example: healthExample("failing") },
      ...adminRefusals([], { takes: false }),
    ],
  },
]
