/** Makes planned lines come to an exact total. The ladder is described in order-lines.ts. */
import { TICKS_PER_CENT, ticksToCents } from "./articles-total"
import { by, divideRounded, ONE_CENT } from "./decimal"
import { driftOf, stepOf, ticksOf, type LinePlan } from "./line-plan"

/** Up to here the rounding of a cart may show as an adjustment; beyond, lines are rounded the other way first. */
const SMALL_ADJUSTMENT = 5n

const HALF = TICKS_PER_CENT / 2n
const sumTicks = (lines: readonly LinePlan[]): bigint => lines.reduce((sum, line) => sum + ticksOf(line), 0n)

/** A fixed order that does not depend on how the database sorted the lines: the dearest first. */
function dearestFirst(lines: readonly LinePlan[]): LinePlan[] {
  return [...lines].sort(
    (a, b) =>
      by(b.exact.gross, a.exact.gross) ||
      by(b.exact.net, a.exact.net) ||
      by(b.exact.listNet, a.exact.listNet) ||
      by(b.rate, a.rate) ||
      by(a.units, b.units) ||
      by(a.exact.key, b.exact.key)
  )
}

/** Whether one hundredth more or less leaves the line as many articles as it has, and its list price untouched. */
function movesUnseen(line: LinePlan, direction: bigint): boolean {
  return line.discounted && (line.units === 1n || line.net % line.units !== 0n || (line.net + direction) % line.units === 0n)
}

/**
 * Rounds some lines the other way, those nearest to the half first, so that many small roundings in one
 * direction do not pile up. A line moves only if it stays within three quarters of a step of Medusa's figure.
 * For a few hundredths too little only discounts move, where nobody sees it; a price keeps its own rounding.
 */
function spreadRounding(lines: readonly LinePlan[], target: bigint): void {
  let ticks = sumTicks(lines)
  const missing = target - ticksToCents(ticks)
  if (missing === 0n) return

  const direction = missing > 0n ? 1n : -1n
  const few = missing > 0n && missing <= SMALL_ADJUSTMENT
  const want = target * TICKS_PER_CENT
  const candidates = dearestFirst(lines)
    .map((line) => ({ line, against: -direction * driftOf(line) }))
    .filter(({ line, against }) => against * 4n > (stepOf(line) * ONE_CENT) / TICKS_PER_CENT)
    .filter(({ line }) => !few || movesUnseen(line, direction))
    .sort((a, b) => by(b.against, a.against))

  for (const { line } of candidates) {
    const after = ticks + direction * stepOf(line)
    // Never past the other edge: that would only have to be mended again.
    if (direction > 0n ? after >= want + HALF : after < want - HALF) continue
    if (direction < 0n && line.net === 0n) continue
    line.net += direction
    ticks = after
    if (ticksToCents(ticks) === target) return
  }
}

/** What the lines are worth without credit: the total itself, but for credit lines and gift cards. */
function worthInCents(lines: readonly LinePlan[], target: bigint): bigint {
  const worth = lines.reduce((sum, line) => sum + line.exact.gross, 0n)
  const apart = worth - target * ONE_CENT
  // Half a hundredth with noise in its last digit may round either way; the total has decided which.
  return apart > -ONE_CENT && apart < ONE_CENT ? target : divideRounded(worth, ONE_CENT)
}

/** Takes at least `excess` ticks off as discounts: whole pieces of the dearest lines, the rest where it is finest. */
function discount(lines: readonly LinePlan[], excess: bigint): void {
  let left = excess
  const take = (line: LinePlan, amount: bigint): void => {
    if (amount <= 0n) return
    line.net -= amount
    line.discounted = true
    left -= amount * stepOf(line)
  }
  const order = dearestFirst(lines)
  for (const line of order) {
    const perPiece = left / (line.units * stepOf(line))
    const affordable = line.net / line.units
    take(line, (perPiece < affordable ? perPiece : affordable) * line.units)
  }
  // Single pieces first, because a hundredth off one of several pieces makes two articles of them.
  for (const line of [...order].sort((a, b) => by(a.units === 1n ? 0n : 1n, b.units === 1n ? 0n : 1n))) {
    if (left <= 0n) return
    const needed = (left + stepOf(line) - 1n) / stepOf(line)
    take(line, needed < line.net ? needed : line.net)
  }
}

/**
 * Moves the plans so that they round to `target` hundredths, as little as possible.
 *
 * @param target not below zero.
 * @returns hundredths that an untaxed adjustment article must add; zero when none is needed, never negative.
 */
export function balance(lines: readonly LinePlan[], target: bigint): bigint {
  spreadRounding(lines, worthInCents(lines, target))

  // Half a hundredth above already rounds up, so the last good tick is one below it.
  const highest = target * TICKS_PER_CENT + HALF - 1n
  const excess = sumTicks(lines) - highest
  if (excess > 0n) discount(lines, excess)
  return target - ticksToCents(sumTicks(lines))
}
