import type { campaigns as english } from "../en/campaigns"

export const campaigns: typeof english = {
  title: "Campanhas da Aplazame",
  hint: "Melhores condições para quem paga com a Aplazame. As campanhas são criadas no painel da Aplazame.",
  empty: "Não há nenhuma campanha em curso nem prevista.",
  between: "{{from}} – {{to}}",
  from: "a partir de {{from}}",
  free: "sem juros",
  off: "{{rate}} de desconto nos juros",
  instalments: "em {{numbers}} prestações",
  orders: { between: "encomendas de {{min}} – {{max}}", from: "encomendas a partir de {{min}}", upTo: "encomendas até {{max}}" },
  always: "Abrange todo o catálogo: inclui todos os produtos.",
  some: "Inclui {{tagged}} de {{all}} variantes. Ative-a para acrescentar as outras.",
  takeOut: "Retirá-las",
  takeOutOf: "Retirar as variantes de {{name}}",
  added: "Acrescentado à campanha",
  removed: "Retirado da campanha",
}
