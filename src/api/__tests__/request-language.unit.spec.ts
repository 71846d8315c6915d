import express from "express"
import { acceptedLanguage, localeOfRequest } from "../store/aplazame/shared/answer"

/** A request with nothing but its headers, read by the framework's own parser. */
const asked = (header: string | undefined): express.Request => Object.assign(Object.create(express.request), { headers: header === undefined ? {} : { "accept-language": header } })

describe("the language of a request", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["*", undefined],
    ["*;q=0.5", undefined],
    ["fr, de;q=0.9", undefined],
    ["en", "en"],
    ["EN-us", "en"],
    ["pt-BR", "pt"],
    ["pt_BR", "pt"],
    ["es-419", "es"],
    ["es-ES,es;q=0.9", "es"],
    ["oc", "es"],
    ["ca-ES", "es"],
    ["ca, en;q=0.5", "es"],
    ["fr;q=1, pt;q=0.3, en;q=0.4", "en"],
    ["fr-FR,pt-BR;q=0.8,en;q=0.9,es;q=0.1", "en"],
    ["en;q=0.1,es;q=0.9", "es"],
    ["en;q=0,pt;q=0.1", "pt"],
    ["pt;q=0.5,en;q=0.5", "pt"],
    [",,;;==", undefined],
  ])("by Accept-Language %j is %s", (header, expected) => {
    expect(acceptedLanguage(asked(header))).toBe(expected)
  })

  it.each([
    ["en-GB", "en"],
    ["pt-BR", "pt"],
    ["ca-ES", "es"],
    ["fr-FR", undefined],
    [undefined, undefined],
  ])("by Medusa's locale %j is %s", (locale, expected) => {
    expect(localeOfRequest({ locale })).toBe(expected)
  })
})
