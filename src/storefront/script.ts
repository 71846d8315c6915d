/** What aplazame.js puts on the window (reference: Aplazame, "SDK JavaScript"). */
export type AplazameSdk = { checkout(id: string, callbacks: Record<string, (status?: string) => void>): unknown; push?: unknown }

declare global {
  interface Window {
    aplazame?: AplazameSdk | ((sdk: AplazameSdk) => void)[]
  }
}

const LONGEST_LOAD_MS = 20_000
let loading: { url: string; sdk: Promise<AplazameSdk> } | undefined

/**
 * Loads aplazame.js once for the page, whoever asks and however often; a failed load can be tried again.
 * @throws when it can't be loaded, which is mostly a blocker's work
 */
export async function loadScript(url: string): Promise<AplazameSdk> {
  const here = window.aplazame
  if (here && !Array.isArray(here)) return here
  if (loading?.url === url) return loading.sdk
  const sdk = load(url)
  loading = { url, sdk }
  sdk.catch(() => (loading = undefined))
  return sdk
}

function load(url: string): Promise<AplazameSdk> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    const fail = (why: string): void => {
      script.remove()
      reject(new Error(`aplazame.js ${why}`))
    }
    const timer = setTimeout(() => fail("did not load in time"), LONGEST_LOAD_MS)
    script.src = url
    script.async = true
    script.onerror = () => {
      clearTimeout(timer)
      fail("can't be loaded")
    }
    // The script calls what waits in the queue as soon as it is ready.
    const queue = (window.aplazame = Array.isArray(window.aplazame) ? window.aplazame : [])
    queue.push((sdk) => {
      clearTimeout(timer)
      resolve(sdk)
    })
    document.head.append(script)
  })
}
