import fs from "node:fs"
import path from "node:path"

/**
 * The links of a built site that lead to no page of it, or to no place on one. Other sites are not asked.
 * @param {string} root the folder of the built pages
 * @returns {{ page: string, link: string }[]}
 */
export function brokenLinks(root) {
  const pages = fs.readdirSync(root, { recursive: true }).filter((file) => file.endsWith(".html"))
  const html = new Map(pages.map((page) => [page, fs.readFileSync(path.join(root, page), "utf8")]))
  return pages.flatMap((page) =>
    [...html.get(page).matchAll(/<a[^>]*\shref="([^"]*)"/g)].flatMap(([, link]) => (page === "404.html" || leadsSomewhere(root, html, page, link) ? [] : [{ page, link }]))
  )
}

function leadsSomewhere(root, html, page, link) {
  if (/^[a-z]+:/.test(link)) return true
  const [file, anchor] = decodeURI(link.replaceAll("&amp;", "&")).split("#")
  const wanted = file === "" ? page : path.join(file.startsWith("/") ? "" : path.dirname(page), file).replace(/^\/+/, "")
  const target = [wanted, `${wanted}.html`, path.join(wanted, "index.html")].find((one) => html.has(one))
  if (target === undefined) return fs.existsSync(path.join(root, wanted)) && fs.statSync(path.join(root, wanted)).isFile()
  return !anchor || html.get(target).includes(`id="${anchor}"`)
}
