import { useSyncExternalStore } from "react"
import type { Language, PayPhase } from "../result"
import { useAplazame } from "./provider"

type Words = Record<"pay" | PayPhase | "waiting", string>

const WORDS: Record<Language, Words> = {
  es: { pay: "Pagar con Aplazame", starting: "Un momento…", open: "Termina en la ventana de Aplazame", confirming: "Confirmando tu pedido…", waiting: "Comprobando tu pago…" },
  en: { pay: "Pay with Aplazame", starting: "One moment…", open: "Finish in Aplazame's window", confirming: "Confirming your order…", waiting: "Checking your payment…" },
  pt: { pay: "Pagar com a Aplazame", starting: "Um momento…", open: "Termine na janela da Aplazame", confirming: "A confirmar a sua encomenda…", waiting: "A verificar o seu pagamento…" },
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
