import { finding, fine, type Finding } from "./finding"

/**
 * With a decimal comma Medusa's own rounding of amounts switches off without a word: it formats with the
 * machine's locale and splits the text at a dot (docs: Medusa, payment module, rounding).
 */
export function checkLocale(): Finding {
  const locale = Intl.NumberFormat().resolvedOptions().locale
  return (1.5).toLocaleString().includes(".") ? fine("locale", { locale }) : finding("locale", "error", "comma", { locale })
}

const CLOCK_TIMEOUT_MS = 5_000
const SKEW_SECONDS = 60

/**
 * This machine's clock against the Date header of Aplazame's answer: windows of expiry and of reconciliation
 * are compared across both.
 */
export async function checkClock(apiBaseUrl: string, now: () => number = Date.now): Promise<Finding> {
  try {
    const begun = now()
    const answer = await fetch(apiBaseUrl, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(CLOCK_TIMEOUT_MS) })
    const theirs = Date.parse(answer.headers.get("date") ?? "")
    if (Number.isNaN(theirs)) return finding("clock", "info", "no_date")
    const seconds = Math.round(Math.abs((begun + now()) / 2 - theirs) / 1000)
    return seconds > SKEW_SECONDS ? finding("clock", "error", "skewed", { seconds }) : fine("clock", { seconds })
  } catch {
    return finding("clock", "info", "no_answer")
  }
}
