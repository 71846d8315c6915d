import type { Language, PayPhase } from "../result"

type Words = Record<"pay" | PayPhase | "waiting" | "again", string>

const WORDS: Record<Language, Words> = {
  es: { pay: "Pagar con Aplazame", starting: "Un momento…", open: "Termina en la ventana de Aplazame", confirming: "Confirmando tu pedido…", waiting: "Comprobando tu pago…", again: "Comprobar de nuevo" },
  en: { pay: "Pay with Aplazame", starting: "One moment…", open: "Finish in Aplazame's window", confirming: "Confirming your order…", waiting: "Checking your payment…", again: "Check again" },
  pt: { pay: "Pagar com a Aplazame", starting: "Um momento…", open: "Termina na janela da Aplazame", confirming: "A confirmar a tua encomenda…", waiting: "A verificar o teu pagamento…", again: "Verificar de novo" },
}

export const words = (language: Language): Words => WORDS[language]
