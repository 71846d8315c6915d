import { removeTransactions, takeOverRefund, writeCollection, writeCreditLine, writeMovement, writePayment, type PaymentBooks } from "../medusa-compat"

type OrderBooks = Parameters<typeof writeCreditLine>[0]
type Values = Record<string, unknown>

/** A payment module that keeps what it is given, in Medusa's dress, but for the fields that it has lost. */
function paymentsWithout(...lost: string[]) {
  const kept = new Map<string, Values>()
  let moment = 0
  const keep = (id: string, values: Values): Values => {
    const row = { ...kept.get(id), id, ...Object.fromEntries(Object.entries(values).filter(([name]) => !lost.includes(name))), updated_at: new Date(++moment) }
    kept.set(id, row)
    return row
  }
  const retrieve = async (id: string) => ({ ...kept.get(id), ...(typeof kept.get(id)?.amount === "number" ? { amount: { raw_: { value: String(kept.get(id)!.amount) } } } : {}) })
  const create = async ({ payment, ...values }: Values) => keep("movement", { ...values, ...(lost.includes("payment") ? {} : { payment: { id: payment } }) })
  const payments = {
    updatePayment: async ({ id, ...values }: Values) => keep(String(id), values),
    updatePaymentCollections: async (id: string, values: Values) => keep(id, values),
    retrievePayment: retrieve,
    retrievePaymentCollection: retrieve,
    createCaptures: create,
    createRefunds: create,
    updateRefunds: async ({ id, ...values }: Values) => keep(String(id), values),
    listCaptures: async () => [await retrieve("movement")],
    listRefunds: async () => (lost.includes("refund") ? [] : [await retrieve("movement")]),
  }
  return { payments: payments as unknown as PaymentBooks, keep, kept }
}

describe("what is written in Medusa past its types", () => {
  it("is kept: amounts in any dress, moments, and what is taken away", async () => {
    const { payments, kept } = paymentsWithout()
    await writePayment(payments, "pay_1", { amount: 12.34, captured_at: new Date(5), canceled_at: null })
    await writeCollection(payments, "col_1", { authorized_amount: 12.34, status: "authorized" })
    expect(await writeMovement(payments, "capture", { payment: "pay_1", amount: 3 })).toBe("movement")
    await takeOverRefund(payments, "movement")
    expect(kept.get("movement")).toMatchObject({ amount: 3, created_by: "aplazame" })
    expect(kept.get("pay_1")).toMatchObject({ amount: 12.34, captured_at: new Date(5), canceled_at: null })
  })

  it("is an error that names the field and Medusa's version, when Medusa does not keep it", async () => {
    await expect(writePayment(paymentsWithout("amount").payments, "pay_1", { amount: 1 })).rejects.toThrow(/^Medusa \d+\.\d+\.\d+\S* does not keep amount of a payment: /)
    await expect(writePayment(paymentsWithout("captured_at").payments, "pay_1", { captured_at: new Date(5) })).rejects.toThrow("captured_at")
    await expect(writeCollection(paymentsWithout("authorized_amount", "status").payments, "col_1", { authorized_amount: 1, status: "authorized" })).rejects.toThrow("does not keep authorized_amount, status of a payment collection")
    await expect(writeMovement(paymentsWithout("payment").payments, "capture", { payment: "pay_1", amount: 3 })).rejects.toThrow("does not keep payment of a capture")
    await expect(writeMovement(paymentsWithout("refund").payments, "refund", { payment: "pay_1", amount: 3 })).rejects.toThrow("keeps no refund")
    await expect(takeOverRefund(paymentsWithout("created_by").payments, "movement")).rejects.toThrow("does not keep created_by of a refund")
  })

  it("may be changed by somebody else before it is read back", async () => {
    const { payments, keep } = paymentsWithout()
    const retrieve = payments.retrievePaymentCollection
    payments.retrievePaymentCollection = async (id, ...more) => {
      keep(id, { status: "completed" })
      return retrieve(id, ...more)
    }
    await expect(writeCollection(payments, "col_1", { status: "authorized" })).resolves.toBeUndefined()
  })

  it("is not applied to an order when its action was not kept", async () => {
    const done: string[] = []
    const line = { orderId: "order_1", reference: "aplazame_return", reference_id: "aplord_1", amount: -5 }
    const orders = (lost: boolean): OrderBooks =>
      ({
        createOrderChange: async () => ({ id: "ordch_1" }),
        listOrderChangeActions: async () => [{ order_id: "order_1", action: "CREDIT_LINE_ADD", reference: "aplazame_return", reference_id: "aplord_1", amount: lost ? null : { value: "-5" } }],
        cancelOrderChange: async (id: string) => void done.push(`cancelled ${id}`),
        confirmOrderChange: async (id: string) => void done.push(`confirmed ${id}`),
      }) as unknown as OrderBooks
    await expect(writeCreditLine(orders(true), line)).rejects.toThrow("does not keep amount of an order change's action")
    await writeCreditLine(orders(false), line)
    expect(done).toEqual(["cancelled ordch_1", "confirmed ordch_1"])
  })

  describe("an order's transaction that is taken off", () => {
    /** An order in its second version, whose figures count the transactions of both, as Medusa keeps them: of each version. */
    function order({ dies = "", moves = true } = {}) {
      let transactions = [{ id: "t_1", version: 1, amount: -10 }, { id: "t_2", version: 1, amount: -10 }]
      const totals: Record<number, number> = { 1: -20, 2: -20 }
      const call = <T>(name: string, work: () => T) => async (): Promise<T> => {
        if (dies === name) throw new Error("died")
        return work()
      }
      const orders = {
        listOrderTransactions: async ({ id }: { id: string[] }) => transactions.filter((one) => id.includes(one.id)),
        retrieveOrder: async () => ({ version: 2 }),
        updateOrderTransactions: (moved: { id: string; version: number }[]) =>
          call("update", () => moved.forEach(({ id, version }) => moves && Object.assign(transactions.find((one) => one.id === id)!, { version })))(),
        deleteOrderTransactions: (ids: string[]) =>
          call("delete", () => {
            for (const one of transactions.filter(({ id }) => ids.includes(id))) totals[one.version]! -= one.amount
            transactions = transactions.filter(({ id }) => !ids.includes(id))
          })(),
      }
      return { orders: orders as unknown as OrderBooks, totals, live: () => void (dies = ""), left: () => transactions.map(({ id }) => id) }
    }

    it.each(["", "update", "delete"])("is out of the order's figures once, also when the process dies (%s) and when it is gone", async (dies) => {
      const { orders, totals, live, left } = order({ dies })
      const removing = () => removeTransactions(orders, "order_1", ["t_2"])
      if (dies) await expect(removing()).rejects.toThrow("died")
      live()
      for (let time = 0; time < 2; time++) await removing()
      expect({ left: left(), now: totals[2] }).toEqual({ left: ["t_1"], now: -10 })
    })

    it("stays when Medusa does not move it", async () => {
      const { orders, left } = order({ moves: false })
      await expect(removeTransactions(orders, "order_1", ["t_2"])).rejects.toThrow("does not keep version of an order's transaction")
      expect(left()).toEqual(["t_1", "t_2"])
    })
  })
})
