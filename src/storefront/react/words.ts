import { useSyncExternalStore } from "react"
import type { Language, PayPhase } from "../result"
import type { OutcomeKind, Step } from "./outcome"
import { useAplazame } from "./provider"

type Words = Record<"pay" | PayPhase | "waiting" | "paid" | "inReview" | "toConfirm" | "aboutReview" | "aboutNone" | "aboutOrder" | "close" | "order" | "toPay", string> & {
  /** In place of the store's sentences, which speak of a cart, where an order is paid by its link. */
  ofLink: Partial<Record<OutcomeKind, string>>
  headings: Record<Exclude<OutcomeKind, "asking">, string>
  steps: Record<Step, string>
}

/** The parts' own words; what happened is told in the store's. */
export const WORDS: Record<Language, Words> = {
  es: {
    pay: "Pagar con Aplazame",
    starting: "Un momento…",
    open: "Termina en la ventana de Aplazame",
    confirming: "Confirmando tu pedido…",
    waiting: "Comprobando tu pago…",
    paid: "Pago aprobado",
    inReview: "Pago en revisión",
    toConfirm: "Pago por confirmar",
    aboutReview: "Suele tardar unos minutos; como mucho, dos días. Si Aplazame te ha pedido fotos de tu documento, envíalas desde su ventana o su correo. Mientras tanto no se cobra nada. Puedes cerrar esta página; si la dejas abierta, cambia sola.",
    aboutNone: "En este navegador no hay ningún pago con Aplazame en curso. Si ya has pagado, la tienda te confirma el pedido por correo.",
    aboutOrder: "El pedido que te guardábamos se ha cancelado y no se ha cobrado nada. Para comprarlo, vuelve a añadirlo al carrito.",
    close: "Cerrar",
    order: "Pedido n.º ",
    toPay: "Importe pendiente",
    ofLink: {
      none: "Este enlace no es válido. Pide otro a la tienda.",
      refused: "Aplazame no ha aprobado este pago y no se ha cobrado nada. Puedes intentarlo de nuevo o pedir a la tienda otra forma de pago.",
      dismissed: "Has cerrado Aplazame. No se ha cobrado nada y puedes pagar cuando quieras.",
      moved: "El pedido ha cambiado y no se ha cobrado nada. Mira el importe y paga de nuevo, o pide otro enlace a la tienda.",
    },
    headings: {
      none: "No hay ningún pago pendiente",
      paid: "Pago aprobado",
      review: "Estamos comprobando tu identidad",
      refused: "El pago no se ha aprobado",
      expired: "Se ha acabado el tiempo para pagar",
      cancelled: "El pago se ha cancelado",
      dismissed: "No has terminado de pagar",
      changed: "Tu carrito ha cambiado",
      moved: "El pedido ha cambiado",
      settled: "No queda nada por pagar",
      gone: "El pedido está cancelado",
      basket: "Este carrito no se puede comprar tal como está",
      shop: "La tienda no ha podido completar el pedido",
      done: "Este carrito ya es un pedido",
      network: "Sin conexión con la tienda",
      unknown: "Todavía no lo sabemos",
      details: "Revisa tus datos",
      trouble: "No se ha podido pagar con Aplazame",
    },
    steps: { order: "Ver el pedido", again: "Intentarlo de nuevo", check: "Comprobar de nuevo", other: "Elegir otra forma de pago", cart: "Ver el carrito", shop: "Seguir comprando" },
  },
  en: {
    pay: "Pay with Aplazame",
    starting: "One moment…",
    open: "Finish in Aplazame's window",
    confirming: "Confirming your order…",
    waiting: "Checking your payment…",
    paid: "Payment approved",
    inReview: "Payment in review",
    toConfirm: "Payment to be confirmed",
    aboutReview: "This mostly takes minutes, and at most two days. If Aplazame asked you for pictures of your document, send them from its window or its e-mail. Nothing is charged meanwhile. You may close this page; if you leave it open, it changes by itself.",
    aboutNone: "This browser has no payment with Aplazame under way. If you have paid, the shop confirms your order by e-mail.",
    aboutOrder: "The order that was held for you is cancelled, and nothing was charged. To buy it, add it to your cart again.",
    close: "Close",
    order: "Order #",
    toPay: "Amount due",
    ofLink: {
      none: "This link is not valid. Ask the shop for another one.",
      refused: "Aplazame did not approve this payment, and nothing was charged. You can try again, or ask the shop for another way to pay.",
      dismissed: "You closed Aplazame. Nothing was charged, and you can pay whenever you like.",
      moved: "The order has changed, and nothing was charged. Look at the amount and pay again, or ask the shop for another link.",
    },
    headings: {
      none: "There is no payment to show",
      paid: "Payment approved",
      review: "Your identity is being checked",
      refused: "The payment was not approved",
      expired: "The time to pay is over",
      cancelled: "The payment was cancelled",
      dismissed: "You have not finished paying",
      changed: "Your cart has changed",
      moved: "The order has changed",
      settled: "There is nothing left to pay",
      gone: "The order is canceled",
      basket: "This cart can't be bought as it is",
      shop: "The shop could not complete your order",
      done: "This cart is an order already",
      network: "No connection to the shop",
      unknown: "We don't know yet",
      details: "Check your details",
      trouble: "Paying with Aplazame did not work",
    },
    steps: { order: "See the order", again: "Try again", check: "Check again", other: "Choose another way to pay", cart: "See the cart", shop: "Continue shopping" },
  },
  pt: {
    pay: "Pagar com a Aplazame",
    starting: "Um momento…",
    open: "Termine na janela da Aplazame",
    confirming: "A confirmar a sua encomenda…",
    waiting: "A verificar o seu pagamento…",
    paid: "Pagamento aprovado",
    inReview: "Pagamento em análise",
    toConfirm: "Pagamento por confirmar",
    aboutReview: "Costuma demorar alguns minutos e, no máximo, dois dias. Se a Aplazame lhe pediu fotografias do seu documento, envie-as pela janela ou pelo e-mail dela. Entretanto, nada é cobrado. Pode fechar esta página; se a deixar aberta, muda sozinha.",
    aboutNone: "Neste navegador não há nenhum pagamento com a Aplazame em curso. Se já pagou, a loja confirma a sua encomenda por e-mail.",
    aboutOrder: "A encomenda que guardávamos para si foi cancelada e nada foi cobrado. Para a comprar, adicione-a de novo ao carrinho.",
    close: "Fechar",
    order: "Encomenda n.º ",
    toPay: "Valor em dívida",
    ofLink: {
      none: "Esta ligação não é válida. Peça outra à loja.",
      refused: "A Aplazame não aprovou este pagamento e nada foi cobrado. Pode tentar de novo ou pedir à loja outra forma de pagamento.",
      dismissed: "Fechou a Aplazame. Nada foi cobrado e pode pagar quando quiser.",
      moved: "A encomenda mudou e nada foi cobrado. Veja o valor e pague de novo ou peça outra ligação à loja.",
    },
    headings: {
      none: "Não há nenhum pagamento pendente",
      paid: "Pagamento aprovado",
      review: "Estamos a verificar a sua identidade",
      refused: "O pagamento não foi aprovado",
      expired: "O tempo para pagar terminou",
      cancelled: "O pagamento foi cancelado",
      dismissed: "Não terminou de pagar",
      changed: "O seu carrinho mudou",
      moved: "A encomenda mudou",
      settled: "Não falta pagar nada",
      gone: "A encomenda está cancelada",
      basket: "Este carrinho não pode ser comprado tal como está",
      shop: "A loja não conseguiu concluir a encomenda",
      done: "Este carrinho já é uma encomenda",
      network: "Sem ligação à loja",
      unknown: "Ainda não sabemos",
      details: "Verifique os seus dados",
      trouble: "Não foi possível pagar com a Aplazame",
    },
    steps: { order: "Ver a encomenda", again: "Tentar de novo", check: "Verificar de novo", other: "Escolher outra forma de pagamento", cart: "Ver o carrinho", shop: "Continuar a comprar" },
  },
}

const never = (): (() => void) => () => undefined

/** The language to render in: the server's while React takes over a page of the server's, else the shopper's. */
export function useLanguage(): Language {
  const client = useAplazame()
  return useSyncExternalStore(
    never,
    () => client.language,
    () => client.serverLanguage
  )
}

/** The parts' own words. */
export const useWords = (): Words => WORDS[useLanguage()]
