import type { OpenOperations } from "../stores"

/** However often it is scraped, the database is asked once in this time, and never twice at once. */
const READ_EVERY_MS = 15_000
/** A scrape waits no longer for a slow database; it is told nothing then. */
const SCRAPE_TIMEOUT_MS = 2_000

/** The open operations for gauges: null where the database does not tell in time. */
export function openReader(read: () => Promise<OpenOperations[]>, clock: () => number): () => Promise<OpenOperations[] | null> {
  let known: { rows: OpenOperations[] | null; at: number } | null = null
  let reading: Promise<void> | null = null
  const readNow = async (): Promise<void> => {
    try {
      known = { rows: await read(), at: clock() }
    } catch {
      known = { rows: null, at: clock() }
    } finally {
      reading = null
    }
  }
  const isFresh = (): boolean => known !== null && clock() - known.at < READ_EVERY_MS
  return async () => {
    if (isFresh()) return known?.rows ?? null
    reading ??= readNow()
    await inTime(reading)
    return isFresh() ? (known?.rows ?? null) : null
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, SCRAPE_TIMEOUT_MS).unref()))])
  clearTimeout(timer)
}
