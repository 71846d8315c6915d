import { z } from "zod"

/**
 * One switchable fault. It applies to a call when `method`, `route` and `ref` (those given) match, `skip` matches have
 * gone by, fewer than `times` were hit, and the dice (`probability`, reproducible by `seed`) say so.
 *
 * - `route`: `POST /orders/:id/refund`, `/orders/:id/refund`, or a regular expression on the path.
 * - `ref`: Aplazame's id or the store's id of the order.
 * - `delay_ms`: waits before the work; after it when `after_effect` or `reset: "after"`.
 * - `status` (+ `error_body`): answers this instead of working; with `after_effect` does the work first.
 * - `reset`: cuts the connection before or after the work.
 * - `malformed`: answers rubbish of this kind; the work is done unless `status` is given without `after_effect`.
 */
export const faultRuleSchema = z.strictObject({
  id: z.string().min(1).optional(),
  method: z.string().transform((method) => method.toUpperCase()).optional(),
  route: z.string().min(1).refine(isPattern, "not a route or a regular expression").optional(),
  ref: z.string().min(1).optional(),
  times: z.int().min(0).optional(),
  skip: z.int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  delay_ms: z.int().min(0).max(600_000).optional(),
  status: z.int().min(200).max(599).optional(),
  error_body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  reset: z.enum(["before", "after"]).optional(),
  after_effect: z.boolean().optional(),
  malformed: z.enum(["json", "html", "empty", "truncated", "wrong_type"]).optional(),
})
export type FaultRule = z.output<typeof faultRuleSchema>
export type FaultRuleInput = z.input<typeof faultRuleSchema>

/** A rule with its counters, as the control API shows it. */
export type FaultState = FaultRule & { id: string; matched: number; applied: number }

export interface FaultTarget { method: string; path: string; route: string; refs: readonly string[] }

/** The rules that are switched on. They live in memory: a restart switches all off. */
export class FaultBox {
  private rules: { state: FaultState; dice: () => number }[] = []
  private made = 0

  list(): FaultState[] {
    return this.rules.map((rule) => ({ ...rule.state }))
  }

  set(rules: readonly FaultRule[]): void {
    this.clear()
    for (const rule of rules) this.add(rule)
  }

  /** Switches one on beside the others, which keep their counts: whoever shares the emulator has faults of their own. */
  add(rule: FaultRule): FaultState {
    const number = ++this.made
    const state = { ...rule, id: rule.id ?? `fault-${number}`, matched: 0, applied: 0 }
    this.rules.push({ state, dice: mulberry32(rule.seed ?? number) })
    return { ...state }
  }

  remove(id: string): void {
    this.rules = this.rules.filter(({ state }) => state.id !== id)
  }

  clear(): void {
    this.rules = []
    this.made = 0
  }

  /** The first rule that applies to this call; counts it. */
  take(target: FaultTarget): FaultState | undefined {
    for (const { state, dice } of this.rules) {
      if (!matches(state, target)) continue
      state.matched += 1
      if (state.matched <= (state.skip ?? 0) || state.applied >= (state.times ?? Infinity)) continue
      if (dice() >= (state.probability ?? 1)) continue
      state.applied += 1
      return { ...state }
    }
    return undefined
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.method !== undefined && rule.method !== target.method) return false
  if (rule.ref !== undefined && !target.refs.includes(rule.ref)) return false
  return rule.route === undefined || routeMatches(rule.route, target)
}

function routeMatches(wanted: string, target: FaultTarget): boolean {
  if (wanted === target.route || `${target.method} ${wanted}` === target.route) return true
  // A route template that names another route must not be read as a regular expression that happens to fit.
  if (/^([A-Z]+ )?\/[\w:/-]*$/.test(wanted)) return wanted === target.path || wanted === `${target.method} ${target.path}`
  return new RegExp(wanted).test(target.path)
}

function isPattern(route: string): boolean {
  try {
    return Boolean(new RegExp(route))
  } catch {
    return false
  }
}

/** A small reproducible generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
