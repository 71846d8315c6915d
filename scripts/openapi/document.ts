import { isDeepStrictEqual } from "node:util"
import { medusaError } from "../../src/api/admin/aplazame/shared/refusal.answer"
import { TAGS, type Answer, type DescribedRoute, type Parameter } from "./described-route"
import { JsonSchemas, type Json } from "./json-schema"
import { pathParameters, queryParameters } from "./parameters"
import { routes } from "./routes"
import { SECURITY, SECURITY_SCHEMES } from "./who"

const FAILURE = { $ref: "#/components/responses/MedusaFailure" }
const LANGUAGES: Parameter[] = [
  { name: "x-medusa-locale", in: "header", description: "The language of the page, and so of the messages: Spanish, English or Portuguese.", schema: { type: "string" } },
  { name: "Accept-Language", in: "header", description: "The language of the messages where neither the page, a checkout nor the cart says one; else that of the options.", schema: { type: "string" } },
]

/** The whole description, as OpenAPI has it. */
export function openapi(): Json {
  const schemas = new JsonSchemas()
  const paths: Record<string, Json> = {}
  const responses: Record<string, Json> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, schemas, responses) }
  const failure = { description: "Medusa's own answer to what it could not read, or when something failed.", content: json(schemas.of(medusaError, "output"), { type: "unknown_error", code: "unknown_error", message: "An unknown error occurred." }) }
  return {
    openapi: "3.1.0",
    info: {
      title: "medusa-payment-aplazame",
      version: "1",
      description: "Every route that the plugin adds to a Medusa store. Amounts are integers of hundredths. A code is never renamed; a sentence may be.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "{backendUrl}", variables: { backendUrl: { default: "http://localhost:9000", description: "The store, as in the options." } } }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      responses: { MedusaFailure: failure, ...responses },
      schemas: Object.fromEntries(Object.entries(schemas.named).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

const json = (schema: Json, example: unknown, type = "application/json"): Json => ({ [type]: { schema, example } })

function operation(route: DescribedRoute, schemas: JsonSchemas, shared: Record<string, Json>): Json {
  const { method, path, tag, summary, description, body, who, answers, ofMedusa, listQuery = [] } = route
  const parameters = [...pathParameters(route), ...queryParameters(route, schemas), ...listQuery, ...(who === "shopper" ? LANGUAGES : [])]
  return {
    operationId: nameOf(method, path),
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: SECURITY[who],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(schemas.of(body.schema, "input"), body.example) } } : {}),
    responses: {
      ...Object.fromEntries(answers.map((answer) => [answer.status, referred(answer, schemas, shared)])),
      ...(who === "aplazame" || ofMedusa ? {} : { default: FAILURE }),
    },
  }
}

/** An answer with a name is told once; one name for two answers is a mistake of ours. */
function referred(answer: Answer, schemas: JsonSchemas, shared: Record<string, Json>): Json {
  const { name } = answer
  const told = response(answer, schemas)
  if (!name) return told
  if (!isDeepStrictEqual((shared[name] ??= told), told)) throw new Error(`Two answers have the name ${name}`)
  return { $ref: `#/components/responses/${name}` }
}

function response({ description, body, example, headers, page, type }: Answer, schemas: JsonSchemas): Json {
  return {
    description,
    ...(headers ? { headers: Object.fromEntries(Object.entries(headers).map(([name, told]) => [name, { description: told, schema: { type: "integer" } }])) } : {}),
    content: { ...json(schemas.of(body, "output"), example, type), ...(page ? { "text/html": { schema: { type: "string" } } } : {}) },
  }
}

/** `POST /store/aplazame/carts/{id}` is `postStoreAplazameCartsId`. */
const nameOf = (method: string, path: string): string =>
  method.toLowerCase() + path.split(/[^A-Za-z]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
