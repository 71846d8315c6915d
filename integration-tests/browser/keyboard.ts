import type { Locator, Page } from "playwright-core"

const TABS_AT_MOST = 120

const hasFocus = (element: HTMLElement | SVGElement): boolean => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus()

/** Presses Tab until the element has the focus, as somebody without a mouse does; in a window over the page too. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
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
