/** Waits until a check passes; fails with its last error. For what the store does in the background, which has to share the processor with the checks. */
export async function eventually<T>(check: () => Promise<T> | T, { within = 30_000, every = 200 } = {}): Promise<T> {
  const end = Date.now() + within
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, every))
    }
  }
}
