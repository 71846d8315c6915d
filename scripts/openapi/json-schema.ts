import { z } from "zod"
import { notes } from "../../src/api/values.answer"

export type Json = Record<string, unknown>

/** What zod writes and no reader needs: the bounds of whole numbers, and the calendar as a pattern. */
function plain({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  // The one custom check of our schemas is that of amounts.
  if (zodSchema._zod.def.type === "custom") jsonSchema.type = "integer"
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format === "date-time" || jsonSchema.format === "uri") delete jsonSchema.pattern
}

/** Turns zod schemas into JSON Schema, and collects those that have a name. */
export class JsonSchemas {
  readonly named: Record<string, Json> = {}

  /** @param io `input`: what may be sent; `output`: what is answered */
  of(schema: z.ZodType, io: "input" | "output"): Json {
    // Within another, so that a schema with a name is a reference too.
    const whole = z.toJSONSchema(z.object({ schema }), { metadata: notes, io, unrepresentable: "any", override: plain })
    const { $defs = {}, properties } = pointed(whole)
    for (const [name, named] of Object.entries($defs)) {
      delete named.id
      this.named[name] = named
    }
    return properties.schema ?? {}
  }
}

type Whole = { $defs?: Record<string, Json>; properties: { schema?: Json } }

/** The same with references as OpenAPI has them. */
const pointed = (schema: unknown): Whole => JSON.parse(JSON.stringify(schema).replaceAll("#/$defs/", "#/components/schemas/"))
