import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chromium, type BrowserContext, type Page } from "playwright-core"
import { findChromium } from "./unpack-chromium"

const ROOT = join(__dirname, "..", "..")
const SCREENS = join(ROOT, ".test-results", "screens")
const FLAGS = [
  "--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]

export type Browser = {
  context: BrowserContext
  page: Page
  /** What went wrong in the page: uncaught errors and lines of console.error. */
  troubles: string[]
  /** Hosts outside this machine that a page asked for; all of those requests are refused. */
  outside: Set<string>
  /** Saves `.test-results/screens/<name>.png`; whole: with what is below the window too. */
  shoot(name: string, options?: { whole?: boolean }): Promise<void>
  close(): Promise<void>
}

const isLocal = (url: URL): boolean => !url.protocol.startsWith("http") || ["localhost", "127.0.0.1"].includes(url.hostname)

/** Opens a real browser with an empty profile of its own, which reaches nothing but this machine. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = findChromium()
  const profile = mkdtempSync(join(tmpdir(), "aplazame-browser-"))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, args: FLAGS, reducedMotion: "reduce", viewport: { width: 1360, height: 900 }, locale: "es-ES",
    env: { ...process.env, ...env } as Record<string, string>,
  })
  const outside = new Set<string>()
  await context.route((url) => !isLocal(url), (route) => {
    outside.add(new URL(route.request().url()).hostname)
    return route.abort()
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const troubles: string[] = []
  page.on("pageerror", (error) => troubles.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`${message.text()} (${message.location().url})`)
  })
  mkdirSync(SCREENS, { recursive: true })
  return {
    context, page, troubles, outside,
    shoot: async (name, { whole = false } = {}) => {
      await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: whole })
    },
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
