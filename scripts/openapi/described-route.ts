import type { z } from "zod"
import type { Json } from "./json-schema"
import type { Who } from "./who"

export const TAGS = {
  Shop: "What a shop's pages ask. Amounts are hundredths; messages are sentences for the shopper.",
  Orders: "Aplazame's orders, and what an operator does with one. Messages are for logs; codes and figures are for the page.",
  Operations: "The ledger: everything that was asked of Aplazame.",
  Notifications: "The inbox: everything that Aplazame announced.",
  Problems: "What a person must look at.",
  Campaigns: "Products in Aplazame's campaigns.",
  Reconciliation: "The store compared with Aplazame.",
  Figures: "What became of the checkouts, and how much was sold with them.",
  Settings: "What is configured, and whether it works.",
  "From Aplazame": "What Aplazame calls. Answers are in the words of Aplazame's own plugins.",
} as const
export type Tag = keyof typeof TAGS

/** A parameter of an operation, as OpenAPI writes it. */
export type Parameter = { name: string; in: "path" | "query" | "header"; required?: boolean; description?: string; schema: Json; style?: string; explode?: boolean }

export type Answer = {
  status: number
  description: string
  body: z.ZodType
  example: unknown
  headers?: Record<string, string>
  /** JSON unless told. */
  type?: "text/csv"
  /** It may also be the page that any unknown address gets. */
  page?: true
  /** Of an answer that several routes give. */
  name?: string
}

/** A part of the address; without a pattern, anything between two slashes. */
export type PathPart = { description: string; pattern?: string }

/** A method of an address, described by hand but for what it takes: `query` and `body` are the schemas that check it. */
export type DescribedRoute = {
  method: "GET" | "POST" | "DELETE"
  path: string
  tag: Tag
  who: Who
  summary: string
  description?: string
  parts?: Record<string, PathPart>
  query?: z.ZodType
  /** What a reader has to know of a parameter of the query. */
  queryNotes?: Record<string, string>
  /** The parameters of a query whose schema does not name them. */
  listQuery?: Parameter[]
  body?: { schema: z.ZodType; example: unknown }
  answers: Answer[]
  /** Medusa's own route answers here; only what has our type is ours. */
  ofMedusa?: true
}
