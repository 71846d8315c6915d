import { withStore } from "../support/aplazame-store"
import { answersAsDescribed } from "./cases/answers-as-described"
import { checkoutPayloads } from "./cases/checkout-payload"
import { checkoutRefusals } from "./cases/checkout-refusals"
import { checkoutTroubles } from "./cases/checkout-troubles"
import { guestWithAccountEmail } from "./cases/guest-with-account-email"
import { history } from "./cases/history"
import { linkEmails } from "./cases/link-emails"
import { orderPayments } from "./cases/order-payments"
import { refusedDetails } from "./cases/refused-details"
import { shopWindow } from "./cases/shop-window"
import { shoppers } from "./cases/shoppers"
import { storeReading } from "./cases/store-reading"

withStore(
  "shopper",
  {},
  (bench) => {
    describe("start of a checkout", () => checkoutPayloads(bench))
    describe("shoppers as they really are", () => shoppers(bench))
    describe("a checkout that can't start", () => checkoutRefusals(bench))
    describe("Aplazame in trouble while a checkout starts", () => checkoutTroubles(bench))
    describe("details that Aplazame does not take", () => refusedDetails(bench))
    describe("what a shop's pages ask", () => shopWindow(bench))
    describe("a guest with the e-mail of an account", () => guestWithAccountEmail(bench))
    describe("history", () => history(bench))
    describe("an order that is paid by its link", () => orderPayments(bench))
    describe("a payment link by e-mail", () => linkEmails(bench))
    describe("what Aplazame reads of the store", () => storeReading(bench))
    describe("the answers of all of this", () => answersAsDescribed(["/store/aplazame", "/hooks/aplazame/store"]))
  },
  { keepData: true }
)
