import { h } from "../dom.js"
import { t } from "../texts.js"

const FIELDS = [
  ["email", { type: "email", required: true, autocomplete: "email", wide: true, group: "contact" }],
  ["first_name", { required: true, autocomplete: "given-name" }],
  ["last_name", { required: true, autocomplete: "family-name" }],
  ["address_1", { required: true, autocomplete: "address-line1" }],
  ["address_2", { autocomplete: "address-line2" }],
  ["postal_code", { required: true, pattern: "[0-9]{5}", inputmode: "numeric", autocomplete: "postal-code" }],
  ["city", { required: true, autocomplete: "address-level2" }],
  ["province", { required: true, autocomplete: "address-level1" }],
  ["phone", { type: "tel", required: true, autocomplete: "tel" }],
]
const SAMPLE = {
  email: "comprador@example.com", first_name: "Mateo", last_name: "Ruiz Campos", address_1: "Gran Vía 41", address_2: "4º izda.",
  postal_code: "28013", city: "Madrid", province: "Madrid", phone: "+34611223344",
}

/**
 * The shopper's details. `read()` gives them, or undefined after marking what is wrong; `mark(field, why)` marks what the store
 * or Aplazame does not take, named as in Medusa's cart (`shipping_address.postal_code`), and says why beside it.
 * @param {Record<string, string | null | undefined>} known
 * @param {string} title of the address
 */
export function addressForm(known, title) {
  const inputs = {}
  const field = ([name, { wide, group, ...attributes }]) => {
    inputs[name] = h("input", { name, type: "text", ...attributes, testid: `field-${name}`, value: known[name] ?? "" })
    return h("label", { class: wide ? "wide" : undefined }, h("span", {}, t(name)), inputs[name])
  }
  const sample = h("button", { type: "button", class: "link", testid: "fill-sample" }, t("sample"))
  sample.addEventListener("click", () => {
    for (const [name, value] of Object.entries(SAMPLE)) if (name !== "email" || !inputs.email.value) inputs[name].value = value
  })
  const form = h("form", { class: "fields", novalidate: true, onSubmit: (event) => event.preventDefault() },
    h("div", { class: "title" }, h("h2", {}, t("contact")), sample), field(FIELDS[0]),
    h("h2", {}, title), FIELDS.slice(1).map(field))
  const mark = (field, why) => {
    const input = inputs[field.split(".").at(-1)]
    if (!input || input.hasAttribute("aria-invalid")) return
    const said = h("small", { class: "why" }, why)
    input.setAttribute("aria-invalid", "true")
    input.after(said)
    input.addEventListener("input", () => {
      input.removeAttribute("aria-invalid")
      said.remove()
    }, { once: true })
    input.focus()
  }
  const read = () => {
    form.classList.add("checked")
    if (!form.checkValidity()) {
      form.querySelector(":invalid").focus()
      return undefined
    }
    const { email, ...address } = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]))
    return { email, address: { ...address, country_code: "es" } }
  }
  return { form, read, mark }
}
