import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** One more kind of problem, what the store's own hook holds back of a capture; and the order in which the sweep looks at carts' owners. */
export class Migration20261127080000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_cart_owner_looked_at" ON "aplazame_cart_owner" ("updated_at") WHERE deleted_at IS NULL;`);
    this.addSql(`alter table if exists "aplazame_problem" drop constraint if exists "aplazame_problem_kind_check";`);
    this.addSql(`alter table if exists "aplazame_problem" add constraint "aplazame_problem_kind_check" check("kind" in (
      'operation_undecided', 'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order', 'order_without_credit',
      'amounts_differ', 'amounts_unknown',
      'order_above_credit', 'order_below_credit', 'order_refunded_not_sent', 'sale_not_possible', 'credit_not_captured', 'capture_held', 'booking_failed', 'payment_cancelled_order_alive', 'completion_not_supported', 'notification_failed'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_aplazame_cart_owner_looked_at";`);
    this.addSql(`alter table if exists "aplazame_problem" drop constraint if exists "aplazame_problem_kind_check";`);
    this.addSql(`delete from "aplazame_problem" where kind = 'capture_held';`);
    this.addSql(`alter table if exists "aplazame_problem" add constraint "aplazame_problem_kind_check" check("kind" in (
      'operation_undecided', 'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order', 'order_without_credit',
      'amounts_differ', 'amounts_unknown',
      'order_above_credit', 'order_below_credit', 'order_refunded_not_sent', 'sale_not_possible', 'credit_not_captured', 'booking_failed', 'payment_cancelled_order_alive', 'completion_not_supported', 'notification_failed'));`);
  }

}
