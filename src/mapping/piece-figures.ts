import { cents, type Cents } from "../aplazame/cents"
import type { PlannedPiece } from "./line-plan"

/** The figures that articles and shipping share. Zero discounts are left out, as in Aplazame's samples. */
export function pieceFigures(piece: PlannedPiece): { price: Cents; tax_rate: number; discount?: Cents } {
  return {
    price: cents(Number(piece.price)),
    tax_rate: Number(piece.rate),
    ...(piece.discount > 0n ? { discount: cents(Number(piece.discount)) } : {}),
  }
}
