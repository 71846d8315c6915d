/**
 * What the widgets say, by the first two letters of the page's `lang`; Spanish when it is another. `{name}` is filled in.
 * `locale` writes the amounts. The legal text has the placeholders that a store may use in its own (docs: Aplazame API, widgets).
 */
export const WIDGET_TEXTS = {
  es: {
    locale: "es-ES", from: "Desde {amount}/mes", monthly: "{amount}/mes", choose: "Número de cuotas", option: "{count} cuotas",
    payIn4: "4 pagos de {amount}", payLater: "Compra ahora y paga en 15 días, sin coste",
    outside: "Este importe no se puede financiar; con otro importe podrás pagar a plazos",
    legal: "Financiación de {order_amount}: {num_instalments} cuotas de {instalments_amount}. Total: {total_amount}. TIN {tin}, TAE {tae}.",
  },
  en: {
    locale: "en-GB", from: "From {amount}/month", monthly: "{amount}/month", choose: "Number of instalments", option: "{count} instalments",
    payIn4: "4 payments of {amount}", payLater: "Buy now and pay in 15 days, at no cost",
    outside: "This amount cannot be financed; with another amount you can pay in instalments",
    legal: "Credit of {order_amount}: {num_instalments} instalments of {instalments_amount}. Total: {total_amount}. Nominal rate {tin}, APR {tae}.",
  },
  pt: {
    locale: "pt-PT", from: "Desde {amount}/mês", monthly: "{amount}/mês", choose: "Número de prestações", option: "{count} prestações",
    payIn4: "4 pagamentos de {amount}", payLater: "Compre agora e pague em 15 dias, sem custos",
    outside: "Este valor não pode ser financiado; com outro valor poderá pagar a prestações",
    legal: "Financiamento de {order_amount}: {num_instalments} prestações de {instalments_amount}. Total: {total_amount}. TAN {tin}, TAEG {tae}.",
  },
} as const
