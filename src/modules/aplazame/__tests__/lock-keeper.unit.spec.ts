import warnOfSetup from "../loaders/warn-of-setup"
import { lockKeeper, POSTGRES_LOCKS } from "../lock-keeper"

const redis = { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true }
const postgres = { resolve: "@medusajs/medusa/locking-postgres", id: "locking-postgres" }
const locking = (...providers: object[]) => ({ resolve: "@medusajs/medusa/locking", options: { providers } })

describe("the locks of a store", () => {
  it("are kept where its configuration says", () => {
    expect(lockKeeper(undefined)).toBe("memory")
    expect(lockKeeper(true)).toBe("memory")
    expect(lockKeeper(locking())).toBe("memory")
    expect(lockKeeper(locking(postgres))).toBe("postgres")
    expect(lockKeeper(locking(redis))).toBe("redis")
    expect(lockKeeper(locking(postgres, redis))).toBe("redis")
    // Medusa uses the one in memory where several are given and none is the default.
    expect(lockKeeper(locking(postgres, { ...redis, is_default: false }))).toBe("memory")
  })

  it("are warned of when the store starts and keeps them in Postgres, and only then", async () => {
    const said = async (module?: object): Promise<string[]> => {
      const warnings: string[] = []
      const configModule = { modules: { locking: module } }
      await warnOfSetup({ logger: { warn: (text: string) => warnings.push(text), error: () => undefined } as never, container: { resolve: () => configModule } as never })
      return warnings
    }
    expect(await said(locking(postgres))).toEqual([`aplazame: ${POSTGRES_LOCKS}`])
    expect(await said(locking(redis))).toEqual([])
    expect(await said()).toEqual([])
  })
})
