import { runModule } from "./run-module"

type Found = { where: string; what: string }[]
const scan = (texts: object[], needles: object[]): Promise<Found> =>
  runModule<Found>(`import { scan } from "LIB/../../demo/scripted/privacy/scan.mjs"
    console.log(JSON.stringify(scan(${JSON.stringify(texts)}, ${JSON.stringify(needles)})))`)

const text = (text: string, where = "somewhere") => ({ where, text })
const NEEDLES = [
  { what: "e-mail", text: "ana+1@example.com" },
  { what: "address", text: "Calle de Atocha 27" },
  { what: "address", text: "28012" },
  { what: "name", text: "Lucía" },
  { what: "phone", text: "+34600112233" },
  { what: "key", text: 'k"1/2' },
  { what: "private key", text: "the_key_0123456789_of_the_store" },
]

describe("the search of a run for what must not be told", () => {
  it("finds every kind of datum, however it is written", async () => {
    const told: [string, string][] = [
      ["e-mail", "to ANA+1@example.com."],
      ["e-mail", "/x?q=ana%2B1%40example.com&y"],
      ["address", '{"street":"Calle de Atocha 27"}'],
      ["address", "street=Calle+de+Atocha+27"],
      ["address", "(28012)"],
      ["name", "LUCÍA"],
      ["phone", "tel:+34600112233"],
      ["key", JSON.stringify(JSON.stringify({ key: 'k"1/2' }))],
      ["key", "access=k%221%2F2"],
      ["private key", "xthe_key_0123456789_of_the_storey"],
    ]
    const found = await scan([text("nothing"), ...told.map(([, one], index) => text(one, String(index)))], NEEDLES)
    expect(found).toEqual(told.map(([what], index) => ({ where: String(index), what })))
  })

  it("takes no part of a longer word or number for a datum", async () => {
    expect(await scan([text("order_01280127, lucíano, xana+1@example.community")], NEEDLES)).toEqual([])
  })

  it("lets through what is documented, there and nowhere else", async () => {
    const texts = ["GET /admin/aplazame/orders?ordering=-created", "GET /admin/aplazame/problems", "payment_session.context", "payment_session.data"].map((where) => text("Lucía, ana+1@example.com", where))
    expect(await scan(texts, NEEDLES)).toEqual([
      { where: texts[0]!.where, what: "e-mail" },
      ...[texts[1]!, texts[3]!].flatMap(({ where }) => ["e-mail", "name"].map((what) => ({ where, what }))),
    ])
  })
})
