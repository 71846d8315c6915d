/** Does what others must not notice when it fails: what it throws is dropped, and the result is then undefined. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
