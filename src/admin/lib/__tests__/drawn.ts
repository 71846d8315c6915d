import { TooltipProvider } from "@medusajs/ui"
import i18next from "i18next"
import type { ReactElement } from "react"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { initReactI18next } from "react-i18next"
import resources from "../../i18n"

/** What a component of the admin is in HTML, in a language of the dashboard. */
export function drawn(element: ReactElement, language: keyof typeof resources = "en"): string {
  void i18next.createInstance().use(initReactI18next).init({ lng: language, resources, initImmediate: false, interpolation: { escapeValue: false } })
  return renderToStaticMarkup(createElement(TooltipProvider, null, element))
}

/** The same as a person reads it: its texts, each one apart. */
export const textsOf = (html: string): string[] => html.replace(/<[^>]*>/g, "\n").replaceAll("&#x27;", "'").split("\n").filter(Boolean)
