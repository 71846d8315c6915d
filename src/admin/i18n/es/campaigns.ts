import type { campaigns as english } from "../en/campaigns"

export const campaigns: typeof english = {
  title: "Campañas de Aplazame",
  hint: "Mejores condiciones para quien paga con Aplazame. Las campañas se crean en el panel de Aplazame.",
  empty: "No hay ninguna campaña en curso ni prevista.",
  between: "{{from}} – {{to}}",
  from: "desde el {{from}}",
  free: "sin intereses",
  off: "{{rate}} de descuento en los intereses",
  instalments: "en {{numbers}} cuotas",
  orders: { between: "pedidos de {{min}} – {{max}}", from: "pedidos desde {{min}}", upTo: "pedidos hasta {{max}}" },
  always: "Abarca todo el catálogo: incluye todos los productos.",
  some: "Incluye {{tagged}} de {{all}} variantes. Actívala para añadir las demás.",
  takeOut: "Quitarlas",
  takeOutOf: "Quitar las variantes de {{name}}",
  added: "Añadido a la campaña",
  removed: "Quitado de la campaña",
}
