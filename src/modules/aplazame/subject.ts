/** What a checkout pays for: a cart that becomes an order by it, or an order that has no cart of its own to pay, as one that was made in the admin. */
export type Subject = { readonly kind: "cart"; readonly id: string } | { readonly kind: "order"; readonly id: string }

/** A subject as a row of `aplazame_order` keeps it: exactly one of the two is not null. */
export type SubjectColumns = { cart_id: string | null; for_order_id: string | null }

/** What this row's checkout pays for. Nothing else reads the two columns. */
export function subjectOf({ cart_id, for_order_id }: SubjectColumns): Subject {
  if (cart_id !== null) return { kind: "cart", id: cart_id }
  if (for_order_id !== null) return { kind: "order", id: for_order_id }
  throw new Error("aplazame: a checkout with neither a cart nor an order")
}

/** The columns of a subject, to write or to search by. */
export const columnsOf = ({ kind, id }: Subject): SubjectColumns => (kind === "cart" ? { cart_id: id, for_order_id: null } : { cart_id: null, for_order_id: id })

/** The cart of a row; null where its subject is an order. */
export function cartIdOf(row: SubjectColumns): string | null {
  const subject = subjectOf(row)
  return subject.kind === "cart" ? subject.id : null
}
