import type { DescribedRoute, Parameter } from "./described-route"
import type { Json, JsonSchemas } from "./json-schema"

type ObjectSchema = { properties?: Record<string, Json>; required?: string[]; anyOf?: ObjectSchema[] }

/** The parts of the address. */
export const pathParameters = ({ parts = {} }: DescribedRoute): Parameter[] =>
  Object.entries(parts).map(([name, { description, pattern }]) => ({ name, in: "path", required: true, description, schema: { type: "string", ...(pattern ? { pattern } : {}) } }))

/** The query that a schema takes, a parameter each; of alternatives, what any of them takes. */
export function queryParameters({ query, queryNotes = {} }: DescribedRoute, schemas: JsonSchemas): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = merged(schemas.of(query, "input"))
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    ...(required.includes(name) ? { required: true } : {}),
    ...(queryNotes[name] ? { description: queryNotes[name] } : {}),
    schema,
  }))
}

function merged(schema: ObjectSchema): ObjectSchema {
  const ways = schema.anyOf
  if (!ways) return schema
  const properties: Record<string, Json> = {}
  for (const [name, one] of ways.flatMap((way) => Object.entries(way.properties ?? {}))) properties[name] = either(properties[name], one)
  return { properties, required: Object.keys(properties).filter((name) => ways.every((way) => way.required?.includes(name))) }
}

/** Two fixed words are a choice; anything else is the same in both. */
const either = (first: Json | undefined, { const: word, ...other }: Json): Json =>
  word === undefined ? other : { ...other, enum: [...((first?.enum as unknown[]) ?? []), word] }
