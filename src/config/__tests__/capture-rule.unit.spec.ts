import { optionsSchema } from "../options"
import { captureRule, capturesOn } from "../capture-rule"

const rulesOf = (captureOn: unknown) => {
  const settings = { captureOn: optionsSchema.shape.captureOn.parse(captureOn) }
  return [captureRule(settings, "goods"), captureRule(settings, "digital")]
}

describe("what makes the plugin capture", () => {
  it.each<[unknown, string, string]>([
    [undefined, "fulfillment", "placed"],
    ["fulfillment", "fulfillment", "placed"],
    ["shipment", "shipment", "placed"],
    ["manual", "manual", "manual"],
    [{ goods: "shipment" }, "shipment", "placed"],
    [{ digital: "manual" }, "fulfillment", "manual"],
    [{ goods: "manual", digital: "placed" }, "manual", "placed"],
    [{ digital: "fulfillment" }, "fulfillment", "fulfillment"],
  ])("%j: goods on %s, digital goods on %s", (captureOn, goods, digital) => expect(rulesOf(captureOn)).toEqual([goods, digital]))

  it("is asked for a moment of either kind", () => {
    expect(["placed", "fulfillment", "shipment", "manual"].filter((moment) => capturesOn({ captureOn: "shipment" }, moment as "placed"))).toEqual(["placed", "shipment"])
  })
})
