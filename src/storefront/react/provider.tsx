"use client"
import { createContext, useContext, type ReactNode } from "react"
import type { Aplazame } from "../create-aplazame"

const Context = createContext<Aplazame | null>(null)

/** Gives the parts below it the helper, made once by `createAplazame`. */
export function AplazameProvider({ client, children }: { client: Aplazame; children: ReactNode }) {
  return <Context.Provider value={client}>{children}</Context.Provider>
}

/** The helper of the provider above. @throws where there is none: a mistake of the shop's code, found at once */
export function useAplazame(): Aplazame {
  const client = useContext(Context)
  if (!client) throw new Error("Put <AplazameProvider client={…}> around the parts of Aplazame")
  return client
}
