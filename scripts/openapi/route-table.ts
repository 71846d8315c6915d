import { TAGS, type DescribedRoute, type Tag } from "./described-route"
import { routes } from "./routes"
import { WORDS } from "./who"

/** The tables of docs/api.md: what there is, what it does and who may, under the same headings as in the description. */
export function routeTable(): string {
  return (Object.keys(TAGS) as Tag[]).map((tag) => section(tag, routes.filter((route) => route.tag === tag))).join("\n\n")
}

function section(tag: Tag, ofTag: DescribedRoute[]): string {
  const rows = ofTag.map(({ method, path, summary, who }) => `| \`${method} ${path}\` | ${summary} | ${WORDS[who]} |`)
  return [`## ${tag}`, "", TAGS[tag], "", "| route | does | who may |", "|---|---|---|", ...rows].join("\n")
}
