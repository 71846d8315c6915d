import { AsyncLocalStorage } from "node:async_hooks"

/**
 * A process of ours, as far as one chain of work is concerned. Everything that the chain does to the world
 * (a statement to Postgres, a call to Aplazame) is a step; at the step with the number `diesAt` the
 * process is gone, and nothing that the chain still tries has any effect.
 *
 * `diesAt` counts half steps: an even one dies just before its step, an odd one just after it, when
 * Postgres or Aplazame has acted and nobody hears the answer.
 */
export type Life = { halfSteps: number; diesAt: number | null; dead: boolean; trace: string[]; end: () => void }

/** What a chain of work gets once its process is gone. Not an Error on purpose: no code can mistake it for one it knows. */
export class ProcessDied {
  readonly message = "the process died"
  // knex reads it of whatever a statement fails with
  readonly stack = "the process died"
}

const lives = new AsyncLocalStorage<Life>()

/**
 * Runs work in a process that dies at a half step (null: it lives). Comes back when the work is over or the
 * process is gone: work of a dead process may never end, as a workflow does that can't note its own failure.
 */
export async function inProcess<T>(diesAt: number | null, work: () => Promise<T>): Promise<{ life: Life; result?: T; error?: unknown }> {
  const { life, death } = newLife(diesAt)
  try {
    return { life, result: await Promise.race([lives.run(life, work), death]) }
  } catch (error) {
    return { life, error }
  }
}

/** A life of its own, for work that begins elsewhere (a request). `death` rejects when it ends. */
export function newLife(diesAt: number | null): { life: Life; death: Promise<never> } {
  let end = (): void => undefined
  const death = new Promise<never>((_resolve, reject) => (end = () => reject(new ProcessDied())))
  death.catch(() => undefined)
  return { life: { halfSteps: 0, diesAt, dead: false, trace: [], end }, death }
}

/** Runs work in a given life. */
export const runInLife = <T>(life: Life, work: () => T): T => lives.run(life, work)

const LONGEST_WORK_MS = 20_000

/** Work that is still on its way, whoever began it. */
let underWay = 0
let lastSeen = Date.now()

/** Takes one step to the outside world in the name of the chain that asks. */
export async function step<T>(name: string, act: () => Promise<T>): Promise<T> {
  const life = lives.getStore()
  if (!life) return counted(act)
  if (life.dead) throw new ProcessDied()
  if (life.halfSteps++ === life.diesAt) die(life, `before ${name}`)
  life.trace.push(name)
  const result = await counted(act)
  if (life.dead) throw new ProcessDied()
  if (life.halfSteps++ === life.diesAt) die(life, `after ${name}`)
  return result
}

function die(life: Life, where: string): never {
  life.dead = true
  life.end()
  life.trace.push(`DIED ${where}`)
  throw new ProcessDied()
}

export const isDead = (): boolean => lives.getStore()?.dead ?? false

async function counted<T>(act: () => Promise<T>): Promise<T> {
  underWay++
  try {
    return await act()
  } finally {
    underWay--
    lastSeen = Date.now()
  }
}

/** Waits until no chain, living or dead, has anything on its way for a moment. */
export async function quiet(ms = 4): Promise<void> {
  const end = Date.now() + LONGEST_WORK_MS
  while (underWay > 0 || Date.now() - lastSeen < ms) {
    if (Date.now() > end) throw new Error(`the store does not come to rest: ${underWay} steps under way`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
