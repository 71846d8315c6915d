import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { cents } from "../../src/aplazame"
import type { AplazameModuleService } from "../../src/modules/aplazame/service"
import type { AplazameOrderRow, OperationRow } from "../../src/modules/aplazame/rows"

export type ModuleBench = { service: AplazameModuleService }

/** The module alone on a real Postgres, its tables made by its own migrations. */
export function withModule(name: string, suite: (bench: ModuleBench) => void): void {
  moduleIntegrationTestRunner<AplazameModuleService>({
    moduleName: "aplazame",
    resolve: "./src/modules/aplazame",
    pathToMigrations: "./src/modules/aplazame/migrations",
    moduleOptions: {
      privateKey: "private-key",
      publicKey: "public-key",
      backendUrl: "http://localhost:9000",
      storefrontUrl: "http://localhost:8000",
      apiBaseUrl: "http://localhost:1",
    },
    testSuite: ({ service }) => describe(name, () => suite({ service })),
  })
}

let count = 0
const next = () => `${Date.now()}-${(count += 1)}`

/** A row of 100.00, confirmed unless another state is named. */
export async function anOrder({ service }: ModuleBench, state: AplazameOrderRow["state"] = "confirmed", given: Partial<AplazameOrderRow> = {}): Promise<AplazameOrderRow> {
  const row = await service.orders.create({
    payment_session_id: given.payment_session_id ?? `payses_${next()}`,
    payment_collection_id: null,
    subject: given.for_order_id ? { kind: "order", id: given.for_order_id } : { kind: "cart", id: given.cart_id ?? `cart_${next()}` },
    fingerprint: given.fingerprint ?? "f",
    product: null,
    currency_code: "eur",
    sandbox: true,
    total_amount: cents(10_000),
  })
  if (state !== "creating") await service.orders.move(row.id, state)
  return (await service.orders.byId(row.id))!
}

export async function anOperation(bench: ModuleBench, order: AplazameOrderRow, given: Partial<OperationRow> = {}): Promise<OperationRow> {
  return bench.service.ledger.plan({ aplazame_order_id: order.id, kind: "refund", business_key: `key:${next()}`, amount: cents(1_000), ...given })
}
