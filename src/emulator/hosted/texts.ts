/** The hosted page in the languages of the sandbox's users. */
export interface HostedTexts {
  lang: "es" | "en" | "pt"
  title: string; sandbox: string; summary: string; shipping: string; total: string; choose: string
  instalments: string; instalmentsHint: string; pay_in_4: string; payIn4Hint: string; pay_later: string; payLaterHint: string
  document: string; documentHint: string; card: string; expiry: string; cvv: string; pay: string; dismiss: string
  badDocument: string; badCard: string; waiting: string; challengeTitle: string; challengeText: string
  challengePass: string; challengeFail: string; closePending: string; success: string; refused: string
  merchantRefused: string; close: string; gone: string; failed: string
}

const ES: HostedTexts = {
  lang: "es", title: "Paga con Aplazame", sandbox: "Emulador: aquí no se mueve dinero", summary: "Tu compra", shipping: "Envío", total: "Total",
  choose: "¿Cómo quieres pagar?", instalments: "A plazos", instalmentsHint: "Elige en cuántos meses", pay_in_4: "En 4 pagos",
  payIn4Hint: "Una cuarta parte hoy", pay_later: "En 15 días", payLaterHint: "Hoy no pagas nada", document: "DNI o NIE",
  documentHint: "Pruebas: 99999998T se deniega, 99999995C pide verificar la identidad, 12345678Z se acepta", card: "Tarjeta", expiry: "Caducidad", cvv: "CVV",
  pay: "Confirmar", dismiss: "Volver a la tienda", badDocument: "El DNI o NIE no es válido.", badCard: "La tarjeta no es válida.",
  waiting: "Aprobado. Esperando la confirmación de la tienda…", challengeTitle: "Verifica tu identidad",
  challengeText: "Necesitamos comprobar que eres tú. Puedes hacerlo ahora o más tarde.", challengePass: "Superar la verificación",
  challengeFail: "No superar la verificación", closePending: "Lo haré más tarde", success: "¡Listo! Tu compra está confirmada.",
  refused: "Lo sentimos: no podemos financiar esta compra.",
  merchantRefused: "La tienda no ha podido aceptar la compra. No se te cobrará nada.", close: "Continuar", gone: "Esta solicitud ya no está disponible.",
  failed: "Algo ha fallado. Inténtalo de nuevo.",
}

const EN: HostedTexts = {
  lang: "en", title: "Pay with Aplazame", sandbox: "Emulator: no money moves here", summary: "Your purchase", shipping: "Shipping", total: "Total",
  choose: "How do you want to pay?", instalments: "In instalments", instalmentsHint: "Choose the number of months", pay_in_4: "In 4 payments",
  payIn4Hint: "A quarter today", pay_later: "In 15 days", payLaterHint: "Nothing to pay today", document: "DNI or NIE",
  documentHint: "Tests: 99999998T is refused, 99999995C asks for an identity check, 12345678Z is accepted", card: "Card", expiry: "Expiry", cvv: "CVV",
  pay: "Confirm", dismiss: "Back to the store", badDocument: "The DNI or NIE is not valid.", badCard: "The card is not valid.",
  waiting: "Approved. Waiting for the store to confirm…", challengeTitle: "Verify your identity",
  challengeText: "We need to check that it is you. You can do it now or later.", challengePass: "Pass the check",
  challengeFail: "Fail the check", closePending: "I will do it later", success: "Done! Your purchase is confirmed.",
  refused: "Sorry: we cannot finance this purchase.",
  merchantRefused: "The store could not accept the purchase. You will not be charged.", close: "Continue", gone: "This request is no longer available.",
  failed: "Something went wrong. Please try again.",
}

const PT: HostedTexts = {
  lang: "pt", title: "Pague com a Aplazame", sandbox: "Emulador: aqui não se move dinheiro", summary: "A sua compra", shipping: "Envio", total: "Total",
  choose: "Como quer pagar?", instalments: "Em prestações", instalmentsHint: "Escolha em quantos meses", pay_in_4: "Em 4 pagamentos",
  payIn4Hint: "Um quarto hoje", pay_later: "Em 15 dias", payLaterHint: "Hoje não paga nada", document: "DNI ou NIE",
  documentHint: "Testes: 99999998T é recusado, 99999995C pede a verificação da identidade, 12345678Z é aceite", card: "Cartão", expiry: "Validade", cvv: "CVV",
  pay: "Confirmar", dismiss: "Voltar à loja", badDocument: "O DNI ou NIE não é válido.", badCard: "O cartão não é válido.",
  waiting: "Aprovado. À espera da confirmação da loja…", challengeTitle: "Verifique a sua identidade",
  challengeText: "Precisamos de confirmar que é você. Pode fazê-lo agora ou mais tarde.", challengePass: "Passar a verificação",
  challengeFail: "Não passar a verificação", closePending: "Farei mais tarde", success: "Pronto! A sua compra está confirmada.",
  refused: "Lamentamos: não podemos financiar esta compra.",
  merchantRefused: "A loja não pôde aceitar a compra. Não lhe será cobrado nada.", close: "Continuar", gone: "Este pedido já não está disponível.",
  failed: "Algo falhou. Tente novamente.",
}

const TEXTS: Readonly<Record<HostedTexts["lang"], HostedTexts>> = { es: ES, en: EN, pt: PT }
const LOCALES: Readonly<Record<HostedTexts["lang"], string>> = { es: "es-ES", en: "en-GB", pt: "pt-PT" }

/** The languages of the page, the default first. */
export const HOSTED_LANGUAGES = ["es", "en", "pt"] as const satisfies HostedTexts["lang"][]

/** The page's texts in the language that the browser prefers of {@link HOSTED_LANGUAGES}, Spanish where it prefers none. */
export const hostedTexts = (preferred: string | false): HostedTexts => TEXTS[HOSTED_LANGUAGES.find((one) => one === preferred) ?? "es"]

/** Hundredths as the language writes money. */
export function money(amount: number, currency: string, lang: HostedTexts["lang"]): string {
  return new Intl.NumberFormat(LOCALES[lang], { style: "currency", currency }).format(amount / 100)
}
