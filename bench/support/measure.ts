/** One contender's times in milliseconds, in numbers that a reader can check. */
export type Spread = { median: number; p10: number; p90: number; rounds: number }

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b)
  return { median: at(sorted, 0.5), p10: at(sorted, 0.1), p90: at(sorted, 0.9), rounds: sorted.length }
}

/** Rounds of a measurement, unless the command says otherwise. */
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 60)

/** What takes part: makes ready, and gives what is timed. */
export type Contender = () => Promise<() => Promise<unknown>>

/**
 * Lets contenders take turns, so that a busy moment of the machine falls on all of them. The first tenth of the
 * rounds warms up and is not counted; every other round begins with the other contender.
 */
export async function turns<K extends string>(rounds: number, contenders: Record<K, Contender>): Promise<Record<K, Spread>> {
  const names = Object.keys(contenders) as K[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const run = await contenders[name]()
      const begun = performance.now()
      await run()
      times[name].push(performance.now() - begun)
    }
  }
  return Object.fromEntries(names.map((name) => [name, spreadOf(times[name].slice(Math.ceil(rounds / 10)))])) as Record<K, Spread>
}

/** A contender that prepares something and uses it. */
export const contender =
  <T>(prepare: () => Promise<T>, run: (prepared: T) => Promise<unknown>): Contender =>
  async () => {
    const prepared = await prepare()
    return () => run(prepared)
  }
