import { validationProblem } from "../http/problems"
import type { EmulatorSettings } from "../settings"

/** What is sent blank by official clients: a picture that an article does not have, a debt that nobody has. */
const MAY_BE_BLANK = new Set(["image_url", "due"])

const PHONES = new Set(["phone", "alt_phone"])
/** As the documents' own numbers are written, within the digits that a number can have. */
const PHONE = /^\+?\d{7,15}$/

/**
 * Rules that no document states and a server may have: blank and long texts, odd phones, articles for nothing or none of
 * them, article ids that come twice. Throws the 400 that names the first field of each kind, as the settings say.
 */
export function checkUnknowns(body: unknown, settings: EmulatorSettings): void {
  walk(body, [], (path, key, value) => {
    if (settings.blank_texts === "refuse" && value === "" && !MAY_BE_BLANK.has(key)) throw wrong(path, "This field may not be blank.")
    const { longest_text: longest } = settings
    if (typeof value === "string" && !key.endsWith("url") && [...value].length > longest) throw wrong(path, `Ensure this field has no more than ${longest} characters.`)
    if (settings.odd_phones === "refuse" && PHONES.has(key) && typeof value === "string" && value !== "" && !PHONE.test(value)) throw wrong(path, "Enter a valid phone number.")
    if (key === "articles" && Array.isArray(value)) checkArticles(value, path, settings)
  })
}

function checkArticles(articles: readonly unknown[], path: readonly string[], settings: EmulatorSettings): void {
  const ids = new Set<unknown>()
  articles.forEach((article, index) => {
    if (typeof article !== "object" || article === null) return
    const at = [...path, String(index)]
    if (settings.free_articles === "refuse" && "price" in article && article.price === 0) throw wrong([...at, "price"], "Ensure this value is greater than or equal to 1.")
    if (settings.zero_quantities === "refuse" && "quantity" in article && article.quantity === 0) throw wrong([...at, "quantity"], "Ensure this value is greater than or equal to 1.")
    if (settings.repeated_article_ids === "refuse" && "id" in article && ids.has(article.id)) throw wrong([...at, "id"], "This id is used twice.")
    if ("id" in article) ids.add(article.id)
  })
}

function walk(value: unknown, path: readonly string[], visit: (path: readonly string[], key: string, value: unknown) => void): void {
  if (typeof value !== "object" || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key]
    visit(at, key, inner)
    walk(inner, at, visit)
  }
}

function wrong(path: readonly string[], message: string): Error {
  const name = (path[0] === "order" && path.length > 1 ? path.slice(1) : path).join(".")
  return validationProblem({ [name]: [message] })
}
