/** The product's widget. */
export const campaigns = {
  title: "Aplazame campaigns",
  hint: "Better terms for shoppers who pay with Aplazame. Campaigns are made in Aplazame's panel.",
  empty: "No campaign is running or planned.",
  between: "{{from}} – {{to}}",
  from: "from {{from}}",
  free: "no interest",
  off: "{{rate}} off the interest",
  instalments: "in {{numbers}} installments",
  orders: { between: "orders of {{min}} – {{max}}", from: "orders from {{min}}", upTo: "orders up to {{max}}" },
  always: "Covers the whole catalog: every product is in it.",
  some: "{{tagged}} of {{all}} variants are in it. Switch it on to add the others.",
  takeOut: "Take these out",
  takeOutOf: "Take the variants out of {{name}}",
  added: "In the campaign",
  removed: "Out of the campaign",
}
