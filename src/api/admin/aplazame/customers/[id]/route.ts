import { flowContext } from "../../../../../workflows/flow-context"
import { answering } from "../../shared/answer"
import { creditsOfCustomer } from "../customer-credits"

/**
 * `GET /admin/aplazame/customers/:id` with Medusa's customer id: the credits of their orders, newest order first, from the
 * store's own tables: `{ credits }`. Amounts are hundredths. Empty for a customer who never paid with Aplazame.
 */
export const GET = answering(async (req, res) => {
  res.json({ credits: await creditsOfCustomer(flowContext(req.scope), String(req.params.id)) })
})
