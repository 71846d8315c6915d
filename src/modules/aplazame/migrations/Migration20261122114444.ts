import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122114444 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_difference" drop constraint if exists "aplazame_difference_kind_check";`);

    this.addSql(`alter table if exists "aplazame_problem" drop constraint if exists "aplazame_problem_kind_check";`);

    this.addSql(`alter table if exists "aplazame_difference" add constraint "aplazame_difference_kind_check" check("kind" in ('confirmed_without_order', 'unknown_here', 'unknown_there', 'refused_with_order', 'cancelled_there', 'cancelled_here', 'captured_there', 'refunded_there', 'voided_there', 'captured_here', 'refunded_here', 'voided_here', 'amounts_unknown'));`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_medusa_ref" ON "aplazame_operation" ("medusa_ref") WHERE medusa_ref IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_unbooked" ON "aplazame_operation" ("settled_at") WHERE state = 'done' AND booked_at IS NULL AND kind IN ('capture', 'refund', 'void') AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "aplazame_problem" add constraint "aplazame_problem_kind_check" check("kind" in ('operation_undecided',
      'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order',
      'order_without_credit', 'amounts_differ', 'amounts_unknown', 'order_above_credit', 'payment_cancelled_order_alive', 'notification_failed'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_difference" drop constraint if exists "aplazame_difference_kind_check";`);

    this.addSql(`alter table if exists "aplazame_problem" drop constraint if exists "aplazame_problem_kind_check";`);

    this.addSql(`alter table if exists "aplazame_difference" add constraint "aplazame_difference_kind_check" check("kind" in ('confirmed_without_order', 'unknown_here', 'unknown_there', 'refused_with_order', 'cancelled_there', 'cancelled_here', 'captured_there', 'refunded_there', 'voided_there', 'captured_here', 'refunded_here', 'voided_here'));`);

    this.addSql(`drop index if exists "IDX_aplazame_operation_medusa_ref";`);
    this.addSql(`drop index if exists "IDX_aplazame_operation_unbooked";`);

    this.addSql(`alter table if exists "aplazame_problem" add constraint "aplazame_problem_kind_check" check("kind" in ('operation_undecided',
      'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order',
      'order_without_credit', 'amounts_differ', 'order_above_credit', 'payment_cancelled_order_alive', 'notification_failed'));`);
  }

}
