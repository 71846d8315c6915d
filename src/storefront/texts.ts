import type { HelperCode, Language } from "./result"

/** A sentence for each of the helper's own codes. */
export const TEXTS: Record<Language, Record<HelperCode, string>> = {
  es: {
    network: "No hay conexión con la tienda. Comprueba tu conexión e inténtalo de nuevo.",
    script_blocked: "No se ha podido cargar Aplazame. Si usas un bloqueador, permite aplazame.com e inténtalo de nuevo.",
    checkout_error: "Aplazame no responde en este momento. Inténtalo de nuevo o elige otra forma de pago.",
    dismissed: "Has cerrado Aplazame. No se ha cobrado nada y tu carrito sigue aquí.",
    unconfirmed: "Todavía no sabemos si tu pago se ha completado. No pagues de nuevo: lo comprobamos otra vez enseguida.",
    payment_refused: "Aplazame no ha aprobado este pago. Elige otra forma de pago.",
  },
  en: {
    network: "There is no connection to the shop. Check your connection and try again.",
    script_blocked: "Aplazame could not be loaded. If you use a blocker, allow aplazame.com and try again.",
    checkout_error: "Aplazame is not answering right now. Try again or choose another way to pay.",
    dismissed: "You closed Aplazame. Nothing was charged and your cart is still here.",
    unconfirmed: "We don't know yet whether your payment went through. Don't pay again: we will check in a moment.",
    payment_refused: "Aplazame did not approve this payment. Choose another way to pay.",
  },
  pt: {
    network: "Não há ligação à loja. Verifique a sua ligação e tente de novo.",
    script_blocked: "Não foi possível carregar a Aplazame. Se usa um bloqueador, permita aplazame.com e tente de novo.",
    checkout_error: "A Aplazame não responde neste momento. Tente de novo ou escolha outra forma de pagamento.",
    dismissed: "Fechou a Aplazame. Nada foi cobrado e o seu carrinho continua aqui.",
    unconfirmed: "Ainda não sabemos se o seu pagamento foi concluído. Não pague de novo: verificamos outra vez em breve.",
    payment_refused: "A Aplazame não aprovou este pagamento. Escolha outra forma de pagamento.",
  },
}

/** Who reads a language of Spain or of its Pyrenees reads Spanish, who reads Mirandese Portuguese: the store answers them so, too. */
const NEAREST: Readonly<Record<string, Language>> = { es: "es", en: "en", pt: "pt", ca: "es", gl: "es", eu: "es", ast: "es", an: "es", oc: "es", ext: "es", mwl: "pt" }

/**
 * The language to speak: the one that was asked for, else the page's. One that we do not have is English, to which a Dane is
 * nearer than to Spanish. Catalan, Galician, Basque and their neighbours are Spanish, and so is a page that says nothing or
 * "any" (`*`). Of a list of tags, as a browser's `accept-language` is one, it is the one of ours that is wanted most.
 */
export function languageOf(wanted: string | undefined): Language {
  const tag = wanted ?? (typeof document === "undefined" ? "" : document.documentElement.lang)
  const tags = tag.split(",").map((one) => {
    const [name = "", ...parameters] = one.split(";").map((part) => part.trim())
    const [short = ""] = name.toLowerCase().split(/[-_]/)
    const weight = parameters.flatMap((part) => /^q=([01](?:\.\d*)?)$/i.exec(part)?.[1] ?? [])[0]
    return { short, weight: weight === undefined ? 1 : Number(weight) }
  })
  const asked = tags.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  const spoken = asked.flatMap(({ short }) => (Object.prototype.hasOwnProperty.call(NEAREST, short) ? (NEAREST[short] ?? []) : []))[0]
  return spoken ?? (asked.some(({ short }) => short !== "" && short !== "*") ? "en" : "es")
}

/** An amount in hundredths as a shopper reads it. */
export const priceText = (amount: number, currency: string, language: Language): string => new Intl.NumberFormat(language === "pt" ? "pt-PT" : language, { style: "currency", currency }).format(amount / 100)

export const helperText = (code: HelperCode, language: Language): string => TEXTS[language][code]
