type Handler = (input: any, context: any) => unknown

/**
 * Registers documented examples as a store does, each so that a test can put another handler in its place: a hook takes one
 * for the life of a process.
 * @returns what stands in the place of an example until the test ends
 */
export function replaceable<Name extends string>(of: object, names: readonly Name[], examples: readonly string[]): Map<Name, Handler> {
  const hooks = of as Record<Name, (handler: Handler) => void>
  const instead = new Map<Name, Handler>()
  beforeAll(() => {
    for (const name of names) {
      const register = hooks[name]
      hooks[name] = (handler) => register(async (input, context) => (instead.get(name) ?? handler)(input, context))
    }
    for (const example of examples) jest.requireActual(`./hook-examples/${example}`)
  })
  afterEach(() => instead.clear())
  return instead
}
