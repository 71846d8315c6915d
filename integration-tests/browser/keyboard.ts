import type { Locator, Page } from "playwright-core"

const TABS_AT_MOST = 120
/** How long is waited for what the page does by itself. */
const PATIENCE_MS = 60_000

const hasFocus = (element: HTMLElement | SVGElement): boolean => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus()

/** Waits until the element has the focus by itself, as a field of a window that has just opened has. */
export async function focused(target: Locator): Promise<void> {
  await target.waitFor()
  for (const until = Date.now() + PATIENCE_MS; !(await target.evaluate(hasFocus)); await target.page().waitForTimeout(50)) {
    if (Date.now() > until) throw new Error(`${String(target)} does not get the focus`)
  }
}

/**
 * The dashboard's toasts (sonner) give the focus back to where it was when Tab leaves them: while one is shown, Tab goes
 * round between it and the last control of the page. It is gone after some seconds.
 */
const toastsAreGone = (page: Page): Promise<void> => page.locator("[data-sonner-toast]").first().waitFor({ state: "detached", timeout: PATIENCE_MS })

/** Presses Tab until the element has the focus, as somebody without a mouse does; in a window over the page too. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  await toastsAreGone(page)
  for (let presses = 0; presses < TABS_AT_MOST; presses++) {
    if (await target.evaluate(hasFocus)) return
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
  for (const until = Date.now() + PATIENCE_MS; !(await entry.evaluate(hasFocus)); await page.keyboard.press("ArrowDown")) {
    if (Date.now() > until) throw new Error(`${String(entry)} can't be reached by the keyboard`)
  }
  await page.keyboard.press("Enter")
}
