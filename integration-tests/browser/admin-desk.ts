import { EmulatorControl } from "../../src/emulator"
import { agreeing, type Credited, type Moved } from "./agreeing"
import { openBrowser, type Browser } from "./browser"
import { runningDemo, type RunningDemo } from "./demo"
import { shopperOf, type Shopper } from "./demo-purchase"
import { Operator, type Language } from "./operator"

/** Vite puts the admin together at the first look at it. */
export const FIRST_ADMIN_PAGE_MS = 300_000

/** The demo's admin in a browser, signed in, with a shopper who buys and the Aplazame behind it. */
export type AdminDesk = {
  demo: RunningDemo
  browser: Browser
  emulator: EmulatorControl
  buy: Shopper["buy"]
  refused: Shopper["refused"]
  /** The operator in a language. */
  operator: (language: Language) => Promise<Operator>
  /** What the widget shows is what Aplazame has. */
  agree: (one: Operator, sale: Credited, moved: Moved) => Promise<void>
}

export async function openAdminDesk(): Promise<AdminDesk> {
  const demo = runningDemo()
  const emulator = new EmulatorControl(demo.urls.emulator)
  const { buy, refused } = await shopperOf(demo)
  const browser = await openBrowser()
  browser.page.setDefaultTimeout(Number(process.env.APLAZAME_PATIENCE_MS ?? 60_000))
  await new Operator(browser.page, demo.urls.store, "en").signIn()
  const operator = async (language: Language): Promise<Operator> => {
    const one = new Operator(browser.page, demo.urls.store, language)
    await one.speak()
    return one
  }
  return { demo, browser, emulator, buy, refused, operator, agree: (one, sale, moved) => agreeing(emulator, one, sale, moved) }
}
