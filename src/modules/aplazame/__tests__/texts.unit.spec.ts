import { CODES, fieldText, LANGUAGES, taskText, TEXTS, textOf } from "../texts"

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort()

describe("texts", () => {
  it.each([...CODES])("%s has a sentence in every language, with the same figures", (code) => {
    const sentences = LANGUAGES.map((language) => TEXTS[language][code])
    for (const sentence of sentences) {
      expect(sentence.trim().length).toBeGreaterThan(10)
      expect(sentence).toMatch(/^[A-ZÁÉÍÓÚÑ¿¡{].*[.?!}]$/u)
      expect(placeholders(sentence)).toEqual(placeholders(TEXTS.en[code]))
    }
    // Two neighbours may share the words around what is filled in.
    if (code !== "cart_not_ready") expect(new Set(sentences).size).toBe(LANGUAGES.length)
  })

  it("have no sentence for a code that does not exist", () => {
    for (const language of LANGUAGES) expect(Object.keys(TEXTS[language]).sort()).toEqual([...CODES].sort())
  })

  it.each([
    ["shipping_address.first_name", "missing", "indica el nombre de la dirección de envío", "enter the first name in the shipping address", "indique o nome da morada de envio"],
    ["billing_address.last_name", "missing", "indica los apellidos de la dirección de facturación", "enter the last name in the billing address", "indique o apelido da morada de faturação"],
    ["shipping_address.postal_code", "missing", "indica el código postal de la dirección de envío", "enter the postcode in the shipping address", "indique o código postal da morada de envio"],
    ["shipping_address.postal_code", "invalid", "corrige el código postal de la dirección de envío", "correct the postcode in the shipping address", "corrija o código postal da morada de envio"],
    ["billing_address.country_code", "invalid", "corrige el país de la dirección de facturación", "correct the country in the billing address", "corrija o país da morada de faturação"],
    ["email", "missing", "indica el correo electrónico", "enter the e-mail address", "indique o e-mail"],
    ["shipping_address", "missing", "indica la dirección de envío", "enter the shipping address", "indique a morada de envio"],
    ["billing_address", "missing", "indica la dirección de facturación", "enter the billing address", "indique a morada de faturação"],
    ["shipping_methods", "missing", "elige una forma de envío", "choose how your order is sent", "escolha uma forma de envio"],
    ["items", "missing", "añade algún artículo al carrito", "put something into your cart", "adicione algum artigo ao carrinho"],
    ["storefrontUrl", "missing", "completa los datos del pedido o contacta con la tienda", "complete the details of your order, or contact the shop", "complete os dados da encomenda ou contacte a loja"],
  ] as const)("say what to do about %s that is %s", (field, problem, es, en, pt) => {
    expect([taskText(field, problem, "es"), taskText(field, problem, "en"), taskText(field, problem, "pt")]).toEqual([es, en, pt])
  })

  it("name every field of a form and the form that it is in, and no other", () => {
    const fields = ["first_name", "last_name", "phone", "address_1", "address_2", "city", "province", "postal_code", "country_code"]
    for (const language of LANGUAGES) {
      const texts = ["shipping_address", "billing_address", "customer"].flatMap((place) => fields.map((field) => fieldText(`${place}.${field}`, language)))
      expect(new Set(texts).size).toBe(texts.length)
      for (const unknown of [undefined, "", "shipping_address", "shipping_address.constructor", "return_paths.success"]) expect(texts).not.toContain(fieldText(unknown, language))
    }
    expect(fieldText("customer.first_name", "es")).toBe("el nombre de tu cuenta")
  })

  it("fill in figures and leave an unknown one visible", () => {
    expect(textOf("amount_above_remaining", "en", { remaining: "€1", amount: "€2" })).toBe("Only €1 of the €2 asked for remain at Aplazame.")
    expect(textOf("amount_above_remaining", "en", { remaining: "€1" })).toContain("{amount}")
  })
})
