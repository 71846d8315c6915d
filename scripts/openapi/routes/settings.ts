import { z } from "zod"
import { finding, findingExample, settings as shown, settingsExample } from "../answers/settings"
import { adminRefusals } from "../answers-of-admin"
import type { DescribedRoute } from "../described-route"

const BASE = "/admin/aplazame/settings"

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
]
