import { withModule } from "../support/aplazame-module"
import { cartOwners } from "./cases/cart-owners"
import { events } from "./cases/events"
import { figures } from "./cases/figures"
import { inbox, problems } from "./cases/inbox-and-problems"
import { ledger } from "./cases/ledger"
import { orders } from "./cases/orders"
import { retention } from "./cases/retention"

withModule("the module's stores", (bench) => {
  describe("orders", () => orders(bench))
  describe("the ledger", () => ledger(bench))
  describe("the inbox", () => inbox(bench))
  describe("problems", () => problems(bench))
  describe("events", () => events(bench))
  describe("the figures of a period", () => figures(bench))
  describe("what is kept", () => retention(bench))
  describe("whose carts are", () => cartOwners(bench))
})
