import type { Locator, Page } from "playwright-core"

const TABS_AT_MOST = 120
/** How long a control may stay disabled, as a button is while the call before it is not over. */
const ENABLED_MS = 60_000

type Reach = "focused" | "reachable" | "disabled"

const reachOf = (element: HTMLElement | SVGElement): Reach => {
  const { activeElement } = element.ownerDocument
  if (element === activeElement && element.ownerDocument.hasFocus()) return "focused"
  return element.matches(":disabled, [data-disabled]") ? "disabled" : "reachable"
}

/** Waits until the element has the focus by itself, as a field of a window that has just opened has. */
export async function focused(target: Locator): Promise<void> {
  await target.waitFor()
  for (const until = Date.now() + ENABLED_MS; (await target.evaluate(reachOf)) !== "focused"; await target.page().waitForTimeout(50)) {
    if (Date.now() > until) throw new Error(`${String(target)} does not get the focus`)
  }
}

/**
 * The dashboard's toasts (sonner) give the focus back to where it was when Tab leaves them: while one is shown, Tab goes
 * round between it and the last control of the page. It is gone after some seconds.
 */
const toastsAreGone = (page: Page): Promise<void> => page.locator("[data-sonner-toast]").first().waitFor({ state: "detached", timeout: ENABLED_MS })

/**
 * Presses Tab until the element has the focus, as somebody without a mouse does; in a window over the page too.
 * Only the presses count that come while it can take the focus.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  await toastsAreGone(page)
  const until = Date.now() + ENABLED_MS
  for (let presses = 0; presses < TABS_AT_MOST && Date.now() < until; ) {
    const reach = await target.evaluate(reachOf)
    if (reach === "focused") return
    if (reach === "reachable") presses++
    await page.keyboard.press("Tab")
  }
  throw new Error(`${String(target)} can't be reached by the keyboard`)
}

/** Goes to it and presses Enter. */
export async function enterOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press("Enter")
}

/** Goes with the arrow down to an entry of a menu that is open, and chooses it. */
export async function chooseEntry(page: Page, entry: Locator): Promise<void> {
  await entry.waitFor()
  for (const until = Date.now() + ENABLED_MS; (await entry.evaluate(reachOf)) !== "focused"; await page.keyboard.press("ArrowDown")) {
    if (Date.now() > until) throw new Error(`${String(entry)} can't be reached by the keyboard`)
  }
  await page.keyboard.press("Enter")
}
